package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

final class SchemaCheckTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** Takes some patterns exponential time. */
  private static final JsonNode HOSTILE = JsonNodeFactory.instance.stringNode("a".repeat(60) + "!");

  /** Keeps thousands of states alive at every character. */
  private static final String EXPENSIVE = "{'pattern':'(?:a?){5000}b$'}";

  private static List<String> problems(String schema, String value) {
    return SchemaCheck.of("schema", JSON.readTree(quoted(schema)).asObject())
        .problems(JSON.readTree(quoted(value)));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void every_dialect_that_a_request_may_name_is_known(String dialect) {
    String schema =
        "{'$schema':'%s','properties':{'n':{'$ref':'#/definitions/a'}},".formatted(dialect)
            + "'definitions':{'a':{'type':'integer'}}}";

    assertThat(problems(schema, "{'n':'x'}"))
        .containsExactly("$.n: string found, integer expected");
    assertThat(problems(schema, "{'n':1}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/a.json", "a b c", "urn:x", "::: no"})
  void the_name_of_a_schema_does_not_matter(String id) {
    String schema =
        "{'$id':'%s','properties':{'n':{'$ref':'#/$defs/a'}},'$defs':{'a':{'type':'integer'}}}"
            .formatted(id);

    assertThat(problems(schema, "{'n':'x'}")).hasSize(1);
  }

  @Test
  void nothing_is_fetched() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> count(elsewhere, connections));
      String schema =
          "{'properties':{'n':{'$ref':'http://127.0.0.1:%d/a.json'}}}"
              .formatted(elsewhere.getLocalPort());

      assertThatThrownBy(() -> problems(schema, "{'n':1}"))
          .isInstanceOf(Failure.BadRequest.class)
          .hasMessageContaining("not allowed to be loaded");
    }
    assertThat(connections).hasValue(0);
  }

  private static void count(ServerSocket server, AtomicInteger connections) {
    while (true) {
      try (Socket _ = server.accept()) {
        connections.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void a_published_meta_schema_is_not_loaded_either() {
    String schema = "{'$ref':'https://json-schema.org/draft/2020-12/schema'}";

    assertThatThrownBy(() -> problems(schema, "1")).isInstanceOf(Failure.BadRequest.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^(a+)+$", "^(.*a){25}$", "^(a|a?)+$", "^(([a-z])+.)+[A-Z]$", "^(?=(a*)*b).*$"})
  void a_pattern_that_makes_others_explode_is_checked(String pattern) {
    SchemaCheck check =
        SchemaCheck.of("schema", JsonNodeFactory.instance.objectNode().put("pattern", pattern));

    assertThat(check.problems(HOSTILE)).hasSize(1);
  }

  @Test
  void a_pattern_that_was_given_up_is_no_problem_of_the_answer_but_an_error() {
    assertThatThrownBy(() -> problems(EXPENSIVE, "'" + "a".repeat(60_000) + "'"))
        .isInstanceOfSatisfying(
            Failure.UnusableOutput.class,
            given -> assertThat(given).hasMessageContaining("patterns"));
  }

  @Test
  void many_names_times_a_large_pattern_are_given_up() {
    StringBuilder object = new StringBuilder("{'n':0");
    for (int i = 0; i < 5_000; i++) {
      object.append(",'x").append(i).append("':0");
    }

    assertThatThrownBy(
            () -> problems("{'patternProperties':{'^z{15000}$':false}}", object.append('}') + ""))
        .isInstanceOf(Failure.UnusableOutput.class);
  }

  @Test
  void a_check_after_one_that_was_given_up_starts_anew() {
    SchemaCheck check = SchemaCheck.of("schema", JSON.readTree(quoted(EXPENSIVE)).asObject());
    JsonNode hostile = JsonNodeFactory.instance.stringNode("a".repeat(60_000));

    assertThatThrownBy(() -> check.problems(hostile)).isInstanceOf(Failure.UnusableOutput.class);
    assertThat(check.problems(JsonNodeFactory.instance.stringNode("a"))).hasSize(1);
  }

  @Test
  void a_value_times_a_schema_that_is_too_much_work_is_an_error() {
    String alternatives = "{'type':'string'},".repeat(200) + "{'type':'boolean'}";

    assertThatThrownBy(
            () ->
                problems(
                    "{'items':{'anyOf':[" + alternatives + "]}}", "[" + "1,".repeat(9_999) + "1]"))
        .isInstanceOf(Failure.UnusableOutput.class)
        .hasMessageContaining("takes too long");
  }

  @Test
  void problems_are_told_once_each_and_no_more_than_eight() {
    assertThat(problems("{'uniqueItems':true}", "[1,1,1,1]")).hasSize(1);
    assertThat(problems("{'items':{'type':'null'}}", "[1,1,1,1,1,1,1,1,1,1]")).hasSize(8);
  }

  @Test
  void a_long_problem_is_shortened_between_characters() {
    String name = "\uD83D\uDE00".repeat(400);

    String problem = problems("{'additionalProperties':false}", "{'" + name + "':1}").getFirst();

    assertThat(problem).hasSizeLessThan(260).endsWith("...");
    assertThat(
            problem
                .codePoints()
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE))
        .isTrue();
  }

  @Test
  void formats_are_annotations() {
    assertThat(problems("{'format':'date-time'}", "'soon'")).isEmpty();
    assertThat(
            problems(
                "{'$schema':'http://json-schema.org/draft-07/schema#','format':'email'}", "'x'"))
        .isEmpty();
  }
}
