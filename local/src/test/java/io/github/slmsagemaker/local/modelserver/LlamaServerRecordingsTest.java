package io.github.slmsagemaker.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The requests that llama-server was recorded with, asked of ours: the same form comes back. The
 * words differ, as the recorded model's vocabulary and weights were others.
 */
final class LlamaServerRecordingsTest {
  private final Container container = new Container(EngineKind.LLAMA_CPP);

  @AfterEach
  void close() {
    container.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "completion",
        "continue-1",
        "continue-2",
        "string-prompt",
        "prompt-only",
        "n-probs",
        "stop",
        "json-schema",
      })
  void an_answer_has_the_recorded_form(String name) throws Exception {
    Recording recorded = Recording.llamaServer(name);

    HttpResponse<String> reply = container.post("/completion", recorded.request().toString());

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(recorded.status());
    assertThat(type(reply)).isEqualTo(recorded.contentType());
    JsonNode expected = withoutSettings(Container.json(recorded.reply()));
    JsonNode seen = Container.json(reply.body());
    assertThat(Container.form(seen)).isEqualTo(Container.form(expected));
    for (String same : List.of("tokens_evaluated", "truncated", "stop", "index")) {
      assertThat(seen.path(same)).as(same).isEqualTo(expected.path(same));
    }
  }

  @Test
  void a_stream_has_the_recorded_form() throws Exception {
    Recording recorded = Recording.llamaServer("completion-stream");

    HttpResponse<String> reply = container.invoke(recorded.request().toString());

    assertThat(type(reply)).isEqualTo(recorded.contentType());
    List<JsonNode> expected = Container.events(recorded.reply());
    List<JsonNode> seen = Container.events(reply.body());
    assertThat(Container.form(seen.getFirst())).isEqualTo(Container.form(expected.getFirst()));
    assertThat(Container.form(seen.getLast()))
        .isEqualTo(Container.form(withoutSettings(expected.getLast())));
    assertThat(reply.body()).endsWith("}\n\n").doesNotContain("[DONE]");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "bad-grammar, Failed to initialize samplers: failed to parse grammar",
    "bad-schema, Field 'json_schema': \"json_schema\": JSON schema conversion failed:",
    "no-prompt, [json.exception.out_of_range.403] key 'prompt' not found",
    "bad-json, ''",
    "too-long, request (4400 tokens) exceeds the available context size (512 tokens)",
  })
  void a_refusal_has_the_recorded_form_and_words(String name, String words) throws Exception {
    Recording recorded = Recording.llamaServer(name);
    JsonNode body = recorded.request();
    String sent = body.isString() ? body.asString() : body.toString();

    HttpResponse<String> reply = container.invoke(sent);

    assertThat(reply.statusCode()).isEqualTo(recorded.status());
    assertThat(type(reply)).isEqualTo(recorded.contentType());
    JsonNode expected = Container.json(recorded.reply());
    JsonNode seen = Container.json(reply.body());
    assertThat(Container.form(seen)).isEqualTo(Container.form(expected));
    for (String same : List.of("code", "type", "n_ctx", "n_prompt_tokens")) {
      assertThat(seen.path("error").path(same)).isEqualTo(expected.path("error").path(same));
    }
    assertThat(expected.path("error").path("message").asString()).startsWith(words);
    assertThat(seen.path("error").path("message").asString()).startsWith(words).isNotBlank();
  }

  @Test
  void health_is_as_recorded_on_both_of_its_paths() throws Exception {
    Recording recorded = Recording.llamaServer("health");
    for (String path : List.of("/health", "/ping")) {
      HttpResponse<String> reply = container.get(path);

      assertThat(reply.statusCode()).isEqualTo(recorded.status());
      assertThat(Container.json(reply.body())).isEqualTo(Container.json(recorded.reply()));
    }
  }

  private static String type(HttpResponse<String> reply) {
    return reply.headers().firstValue("Content-Type").orElse("");
  }

  /** Left out of the recordings, and of ours. */
  private static JsonNode withoutSettings(JsonNode document) {
    return document.asObject().without(List.of("generation_settings"));
  }
}
