package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenPromptTest {
  private static final List<String> REQUESTS =
      List.of(
          "plain",
          "conversation",
          "tools",
          "tools-not-shown",
          "tool-results",
          "tool-results-and-more",
          "tool-types",
          "json-object",
          "json-schema",
          "tools-and-schema",
          "forced");

  static Stream<Arguments> renderings() {
    return Stream.of("hermes-3", "qwen-2.5", "qwen-3", "granite-4")
        .flatMap(format -> REQUESTS.stream().map(request -> Arguments.of(format, request)));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void a_request_renders_to_its_golden_text(String format, String name) throws IOException {
    assertThat(rendered(format, name)).isEqualTo(resource(format + "/" + name + ".txt"));
  }

  @Test
  void special_strings_of_the_client_are_broken_wherever_they_stand() throws IOException {
    assertThat(rendered("hermes-3", "injection")).isEqualTo(resource("hermes-3/injection.txt"));
  }

  private static String rendered(String format, String name) throws IOException {
    SpecialVocabulary strings = Catalogue.load().model("hermes-3-llama-3.1-8b").specialStrings();
    return new ChatCodec(ChatFormat.named(format), new SpecialStrings(strings))
        .render(Requests.parse(resource(name + ".json")))
        .text();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoldenPromptTest.class.getResourceAsStream("golden/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
