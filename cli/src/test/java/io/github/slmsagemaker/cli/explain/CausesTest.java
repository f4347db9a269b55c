package io.github.slmsagemaker.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of causes against the texts that it was made from, which are published or our own. */
final class CausesTest {
  static Stream<Arguments> recorded() throws IOException {
    return table()
        .valueStream()
        .flatMap(
            cause ->
                cause
                    .get("recorded")
                    .valueStream()
                    .map(
                        text ->
                            Arguments.of(
                                cause.get("id").asString(),
                                text.get("source").asString(),
                                text.get("text").asString())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("recorded")
  void a_recorded_text_is_taken_for_its_cause(String id, String source, String text) {
    Cause cause = find("before " + text + " after").orElseThrow();

    assertThat(cause.id()).isEqualTo(id);
    assertThat(cause.words()).doesNotContain("{");
    assertThat(cause.next()).isNotBlank();
    assertThat(source).matches("https://.+|infra/.+\\.py");
  }

  @Test
  void every_cause_has_a_recorded_text() throws IOException {
    assertThat(table().valueStream()).allMatch(cause -> !cause.get("recorded").isEmpty());
    assertThat(table().valueStream().map(cause -> cause.get("id").asString()))
        .contains(
            "image-too-large",
            "image-kind",
            "out-of-memory",
            "ping-too-late",
            "architecture",
            "quota",
            "no-capacity",
            "model-access",
            "build-failed",
            "throttled",
            "cold");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Image size 13279248421 is greater than supported size 10737418240 | 13279248421 bytes, SageMaker takes 10737418240
          The account-level service limit 'ml.g5.xlarge for endpoint usage' is 0 Instances, with current utilization | 'ml.g5.xlarge for endpoint usage' is 0 Instances
          Error while executing command: sh build/build-image. Reason: exit status 22 | at the step 'sh build/build-image' (exit status 22)
          Cannot have more than 0 builds in queue for the account | the quota of builds is 0
          the image build slm:7 ended TIMED_OUT. The end of its log: | build slm:7 ended TIMED_OUT
          """)
  void the_figures_of_a_text_stand_in_the_words(String text, String words) {
    assertThat(find(text).orElseThrow().words()).contains(words);
  }

  @Test
  void a_cause_goes_before_its_symptom() {
    List<Evidence> said =
        List.of(
            said(
                "The primary container for production variant model did not pass the ping health"
                    + " check. Please check CloudWatch logs for this endpoint."),
            said("exec /opt/slm/serve: exec format error"));

    assertThat(Causes.load().find(said).orElseThrow().id()).isEqualTo("architecture");
  }

  @Test
  void what_is_not_known_is_not_guessed() {
    assertThat(find("Internal failure")).isEmpty();
    assertThat(find("curl: (28) Operation timed out after 30001 milliseconds")).isEmpty();
    assertThat(find("the request's memory of images is large")).isEmpty();
  }

  private static Optional<Cause> find(String text) {
    return Causes.load().find(List.of(said(text)));
  }

  private static Evidence said(String text) {
    return new Evidence("somebody", Optional.empty(), text);
  }

  private static JsonNode table() throws IOException {
    try (InputStream file = CausesTest.class.getResourceAsStream("causes.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(file, "causes.json"));
    }
  }
}
