package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.settings.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What deploying would refuse is refused before, with the same sentence. */
final class RefusedSettingsTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "promptFile", "--prompt-file",
          "engine", "--engine",
          "memoryMb", "--memory",
          "instanceType", "--instance-type",
          "context", "--context",
          "maxConcurrency", "--max-concurrency",
          "model", "--model",
          "quantization", "--quantization",
          "lane", "--lane");

  private final CloudFixture cloud = new CloudFixture();

  static Stream<Refusal> all() {
    return Refusal.all();
  }

  static Stream<Refusal> ofSize() {
    return Refusal.ofSize();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void the_doctor_ends_with_1_and_says_it(Refusal refusal) {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
    refusal.settings().forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));

    assertThat(cloud.run(arguments.toArray(String[]::new))).isEqualTo(1);
    JsonNode findings = JsonMapper.shared().readTree(cloud.out.toString()).get("findings");
    assertThat(findings.valueStream())
        .filteredOn(finding -> finding.get("subject").asString().equals("Settings"))
        .extracting(finding -> finding.get("detail").asString())
        .singleElement()
        .asString()
        .matches(refusal.pattern());
  }

  /** By the name of the option; on one line, in a list or in a table. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ofSize")
  void the_plan_is_no_and_says_it(Refusal refusal) {
    List<String> arguments = new ArrayList<>(List.of("plan", "--json"));
    refusal.settings().forEach((key, value) -> arguments.addAll(List.of(OPTIONS.get(key), value)));

    assertThat(cloud.run(arguments.toArray(String[]::new))).isIn(1, 2);
    assertThat(cloud.out.toString() + cloud.err).containsPattern(spelled(refusal));
  }

  /** A sentence that begins with a key begins with its option. */
  private static String spelled(Refusal refusal) {
    String first = refusal.sentence().substring(0, refusal.sentence().indexOf(' '));
    boolean ofKey = OPTIONS.containsKey(first) && !first.equals("quantization");
    return ofKey
        ? refusal.pattern().replaceFirst(first, Matcher.quoteReplacement(OPTIONS.get(first)))
        : refusal.pattern();
  }
}
