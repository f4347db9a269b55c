package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenPromptTest {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");

  private final ChatCodec codec =
      new ChatCodec(MODEL.format(), new SpecialStrings(MODEL.specialStrings()));

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "forced",
        "injection"
      })
  void a_request_renders_to_its_golden_text(String name) throws IOException {
    RenderedPrompt prompt = codec.render(Requests.parse(resource(name + ".json")));

    assertThat(prompt.text()).isEqualTo(resource(name + ".txt"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoldenPromptTest.class.getResourceAsStream("golden/hermes/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
