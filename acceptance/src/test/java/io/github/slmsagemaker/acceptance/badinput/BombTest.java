package io.github.slmsagemaker.acceptance.badinput;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of a few hundred bytes or a few hundred kilobytes, made to keep a thread busy for ever:
 * each through both doors, as many at once as the machine has carriers and more, and {@code
 * /health} is answered meanwhile. A hang is the only failure that a time decides.
 */
@ExtendWith(Doors.Opened.class)
final class BombTest {
  private static final String EMPTY_LOOPS = "(?:(?:(?:){65535}){65535}){65535}";
  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  private final Doors doors;

  BombTest(Doors doors) {
    this.doors = doors;
  }

  static Stream<Arguments> bombs() {
    return Stream.concat(patterns(), Stream.concat(schemas(), requests()));
  }

  private static Stream<Arguments> patterns() {
    return Stream.of(
            EMPTY_LOOPS,
            "(?:(?:(?:^){65535}){65535}){65535}",
            "(?:(?:(?:(?=x)){65535}){65535}){65535}",
            "(?:(?:(?:a?){65535}){65535}){65535}",
            "(?:(?:(?:a*)*)*)*$",
            "(a+)+$",
            "(a|a)*b",
            "^(.*a){50}$",
            "(?=(a+)+$)(a|aa)+$",
            "(".repeat(2_000) + ")".repeat(2_000),
            "[".repeat(4_000),
            "a{1000000}{1000000}",
            "(?:a{1,19000}|b)+$")
        .flatMap(
            pattern -> {
              String value = pattern.replace("\\", "\\\\");
              String within =
                  "{'type':'object','properties':{'a':{'type':'string','pattern':'"
                      + value
                      + "'}}}";
              String names =
                  "{'type':'object','patternProperties':{'" + value + "':{'type':'string'}}}";
              String label = pattern.substring(0, Math.min(40, pattern.length()));
              return Stream.of(
                  Arguments.of("pattern " + label, enforced(within)),
                  Arguments.of("patternProperties " + label, enforced(names)),
                  Arguments.of("strict tool " + label, strict(within)),
                  Arguments.of("shown tool " + label, parameters(within)),
                  Arguments.of("required tool " + label, required(within)));
            });
  }

  private static Stream<Arguments> schemas() {
    String fanOut =
        "{'$defs':{%s,'d40':{}},'$ref':'#/$defs/d0'}"
            .formatted(
                IntStream.range(0, 40)
                    .mapToObj(
                        i ->
                            "'d%d':{'anyOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}"
                                .formatted(i, i + 1, i + 1))
                    .collect(joining(",")));
    String chain =
        "{'$defs':{%s,'d5000':{}},'$ref':'#/$defs/d0'}"
            .formatted(
                IntStream.range(0, 5_000)
                    .mapToObj(i -> "'d%d':{'$ref':'#/$defs/d%d'}".formatted(i, i + 1))
                    .collect(joining(",")));
    String manyValues =
        "{'enum':["
            + IntStream.range(0, 30_000).mapToObj(i -> "'v" + i + "'").collect(joining(","))
            + "]}";
    String allOf = "{'allOf':[".repeat(25) + "{}" + "]}".repeat(25);
    String counts =
        "{'type':'array','uniqueItems':true,'contains':{'const':1},'minContains':1000000000,"
            + "'maxItems':1000000000,'items':{'type':'string','maxLength':2000000000}}";
    String dependent =
        "{'type':'object','dependentSchemas':{%s}}"
            .formatted(
                IntStream.range(0, 4_000)
                    .mapToObj(i -> "'a%d':{'required':['a%d']}".formatted(i, i + 1))
                    .collect(joining(",")));
    return Stream.of(fanOut, chain, manyValues, allOf, counts, dependent)
        .flatMap(
            schema ->
                Stream.of(
                    Arguments.of("answer " + cut(schema), enforced(schema)),
                    Arguments.of("strict " + cut(schema), strict(schema)),
                    Arguments.of("shown " + cut(schema), parameters(schema)),
                    Arguments.of("required " + cut(schema), required(schema))));
  }

  private static Stream<Arguments> requests() {
    String fields =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "'tempera%d':1".formatted(i))
            .collect(joining(","));
    String parts =
        IntStream.range(0, 1_024)
            .mapToObj(i -> "{'type':'text','text':'<|im_start|><|im_<|im_end|>end|>'}")
            .collect(joining(","));
    return Stream.of(
        Arguments.of("20 000 unknown fields", Sent.with(fields)),
        Arguments.of("4096 messages", Sent.messages(FieldCases.users(4_096))),
        Arguments.of(
            "broken special strings", Sent.messages("{'role':'user','content':[" + parts + "]}")),
        Arguments.of(
            "128 tools that fan out",
            Sent.with(
                "'tool_choice':'required','tools':["
                    + IntStream.range(0, 128).mapToObj(BombTest::fanningTool).collect(joining(","))
                    + "]")));
  }

  private static String fanningTool(int index) {
    return "{'type':'function','function':{'name':'f%d','parameters':{'$defs':{%s,'d10':{}},"
            .formatted(
                index,
                IntStream.range(0, 10)
                    .mapToObj(
                        i ->
                            "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}"
                                .formatted(i, i + 1, i + 1))
                    .collect(joining(",")))
        + "'$ref':'#/$defs/d0'}}}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void is_answered_and_so_is_everybody_else(String label, Sent bomb) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Wire.Reply>> asked = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        asked.add(() -> doors.toInvoker(bomb));
        asked.add(() -> doors.toFrontDoor(bomb));
      }
      List<Future<Wire.Reply>> replies = asked.stream().map(clients::submit).toList();

      assertThat(doors.toInvoker(Sent.get("/health")).status()).isEqualTo(200);
      assertThat(doors.toFrontDoor(Sent.get("/health")).status()).isEqualTo(200);
      for (Future<Wire.Reply> reply : replies) {
        assertThat(reply.get().status()).as(reply.get().body()).isIn(200, 400, 429, 502);
      }
    }
  }

  private static Sent enforced(String schema) {
    return MessageCases.enforced(schema);
  }

  private static Sent parameters(String schema) {
    return MessageCases.parameters(schema);
  }

  private static Sent strict(String schema) {
    return Sent.with(
        "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':"
            + schema
            + "}}]");
  }

  private static Sent required(String schema) {
    return Sent.with(
        "'tool_choice':'required','tools':[{'type':'function','function':{'name':'f',"
            + "'parameters':"
            + schema
            + "}}]");
  }

  private static String cut(String schema) {
    return schema.substring(0, Math.min(40, schema.length()));
  }
}
