package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiTest {
  private final FakeEngine engine = FakeEngine.saying("Hi", " there");
  private final ApiServer api = ApiServer.over(engine);

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/chat/completions/",
        "/v1/v1/chat/completions",
        "/v1/v1/chat/completions/",
        "/v1/chat/completions?api-version=2024-10-21"
      })
  void chat_is_found_however_base_urls_are_joined(String path) throws IOException {
    Answer answer = api.post(path, ApiServer.chat(""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/choices/0/message/content").asString()).isEqualTo("Hi there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/",
        "/v1/%2e%2e/",
        "/v1/../v1/models",
        "/v1/%6dodels",
        "/v1/v1/v1/models",
        "//v1/models",
        "/v1//models",
        "/v1/models//",
        "/V1/models",
        "/v1/models/a//c",
        "/v1/models/%2e%2e",
        "/v1/models/..",
        "/v1/embedding",
        "/health/x"
      })
  void any_other_path_is_unknown(String path) throws IOException {
    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("unknown_url");
    assertThat(answer.header("x-request-id")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/embeddings, embedding model",
    "/v1/v1/embeddings/, embedding model",
    "/v1/images/generations, makes images",
    "/v1/audio/speech, speech",
    "/v1/batches, one by one",
    "/v1/files/file-1/content, into a message",
    "/v1/moderations, nothing is moderated",
    "/v1/fine_tuning/jobs, as it is",
    "/v1/assistants, /v1/responses",
    "/v1/threads/t/runs, /v1/responses",
    "/v1/realtime, set stream to true",
    "/v1/responses/resp_1, no response is kept",
    "/v1/chat/completions/x, no answer is kept"
  })
  void a_path_that_others_serve_says_what_to_use(String path, String words) throws IOException {
    Answer answer = api.post(path, "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("unsupported_endpoint");
    assertThat(answer.json().at("/error/message").asString())
        .contains(words)
        .contains("this deployment serves /v1/chat/completions, ");
    assertThat(engine.generations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void the_root_says_that_all_is_well(String method) throws IOException {
    assertThat(api.send(method, "/", "", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/responses, POST",
    "GET, /v1/chat/completions, POST",
    "PUT, /v1/chat/completions, POST",
    "post, /v1/chat/completions, POST",
    "GET, /v1/completions/, POST",
    "POST, /v1/models, 'GET, HEAD'",
    "DELETE, /v1/models/hermes-3-llama-3.1-8b, 'GET, HEAD'",
    "POST, /health, 'GET, HEAD'",
    "OPTIONS, /v1/v1/models, 'GET, HEAD'"
  })
  void a_wrong_method_is_told_the_right_one(String method, String path, String allowed)
      throws IOException {
    Answer answer =
        api.send(method, path, ApiServer.chat(""), "Content-Type: application/json\r\n");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains(allowed);
    assertThat(answer.code()).isEqualTo("method_not_supported");
    assertThat(engine.generations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/hermes-3-llama-3.1-8b",
        "/v1/v1/models/hermes-3-llama-3.1-8b/",
        "/v1/models/NousResearch/Hermes-3-Llama-3.1-8B",
        "/v1/models/NousResearch%2FHermes-3-Llama-3.1-8B"
      })
  void the_model_is_found_by_both_of_its_names(String path) throws IOException {
    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).isEqualTo("hermes-3-llama-3.1-8b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "a/b/c", "_demo", "gemma-3-4b-it-GGUF:Q4_K_M", "llama3.1%3A8b"})
  void another_model_is_not_found_whatever_it_is_called(String id) throws IOException {
    Answer answer = api.get("/v1/models/" + id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("model_not_found");
  }

  @Test
  void the_list_of_models_has_the_one_that_is_served() throws IOException {
    Answer answer = api.get("/v1/models");

    assertThat(answer.json().path("data")).hasSize(1);
    assertThat(answer.json().at("/data/0/created").asLong()).isEqualTo(1_700_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/v1/models", "/v1/models/hermes-3-llama-3.1-8b"})
  void a_head_is_answered_as_a_get_without_its_body(String path) throws IOException {
    Answer got = api.get(path);
    Answer head = api.send("HEAD", path, "", "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(got.header("content-length"));
    assertThat(head.header("x-request-id")).isPresent();
  }

  @Test
  void health_asks_no_model() throws IOException {
    assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(engine.generations()).isEmpty();
  }

  @Test
  void a_completion_is_answered() throws IOException {
    Answer answer =
        api.post("/v1/completions", "{\"model\":\"hermes-3-llama-3.1-8b\",\"prompt\":\"Say\"}");

    assertThat(answer.json().at("/choices/0/text").asString()).isEqualTo("Hi there");
    assertThat(answer.json().path("object").asString()).isEqualTo("text_completion");
  }

  @Test
  void a_completion_repeats_its_prompt_where_that_is_asked_for() throws IOException {
    String body =
        """
        {"model":"hermes-3-llama-3.1-8b","prompt":"Say","echo":true,"stream":STREAM}
        """;

    Answer whole = api.post("/v1/completions", body.replace("STREAM", "false"));
    Answer streamed = api.post("/v1/completions", body.replace("STREAM", "true"));

    assertThat(whole.json().at("/choices/0/text").asString()).isEqualTo("SayHi there");
    assertThat(streamed.events().getFirst()).contains("\"text\":\"Say\"");
    assertThat(streamed.events().getLast()).isEqualTo("[DONE]");
  }

  @Test
  void every_reply_has_a_request_id_of_its_own() throws IOException {
    String first = api.get("/health").header("x-request-id").orElseThrow();
    String second = api.get("/health").header("x-request-id").orElseThrow();

    assertThat(first).isNotEqualTo(second);
  }
}
