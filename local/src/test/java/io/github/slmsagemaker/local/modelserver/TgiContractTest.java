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

/** Text Generation Inference's raw {@code inputs} on its llama.cpp backend, case by case. */
final class TgiContractTest {
  private static final String GREEDY = "\"top_k\": 1, \"max_new_tokens\": 8";

  private final Container container = new Container(EngineKind.TGI_LLAMACPP);

  @AfterEach
  void close() {
    container.close();
  }

  @Test
  void an_answer_in_one_piece_is_an_array_of_one() throws Exception {
    JsonNode answer =
        container.answer(request(GREEDY + ", \"details\": true, \"return_full_text\": false"));

    JsonNode expected = Container.json(Recording.tgi("whole").reply());
    assertThat(form(answer)).isEqualTo(form(expected));
    assertThat(answer).hasSize(1);
    JsonNode details = answer.path(0).path("details");
    assertThat(details.path("tokens")).hasSize(details.path("generated_tokens").asInt());
    assertThat(answer.path(0).path("generated_text").asString()).doesNotStartWith("hello world");
  }

  @Test
  void the_prompt_comes_back_unless_it_is_not_wanted() throws Exception {
    JsonNode answer = container.answer(request(GREEDY)).path(0);

    assertThat(answer.path("generated_text").asString()).startsWith("hello world");
    assertThat(answer.has("details")).isFalse();
  }

  @Test
  void a_stream_is_events_of_a_token_each_and_the_last_has_the_details() throws Exception {
    HttpResponse<String> reply = container.invoke(request(GREEDY, ", \"stream\": true"));

    assertThat(reply.headers().firstValue("Content-Type")).contains("text/event-stream");
    List<JsonNode> seen = Container.events(reply.body());
    List<JsonNode> expected = Container.events(Recording.tgi("stream").reply());
    assertThat(form(seen.getFirst())).isEqualTo(form(expected.getFirst()));
    assertThat(form(seen.getLast())).isEqualTo(form(expected.getLast()));
    JsonNode details = seen.getLast().path("details");
    assertThat(details.path("generated_tokens").asInt()).isEqualTo(seen.size());
    assertThat(details.path("input_length").asInt())
        .isEqualTo(container.worker.model().tokenize("hello world", true, true).length);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).path("index").asInt()).isEqualTo(i + 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          "stop": ["x"]              | `stop` supports up to 0 stop sequences. Given: 1
          "top_p": 1                 | `top_p` must be > 0.0 and < 1.0
          "top_p": 0                 | `top_p` must be > 0.0 and < 1.0
          "typical_p": 1.0           | `typical_p` must be > 0.0 and < 1.0
          "temperature": 0           | `temperature` must be strictly positive
          "repetition_penalty": 0    | `repetition_penalty` must be strictly positive
          "frequency_penalty": 2.1   | `frequency_penalty` must be >= -2.0 and <= 2.0
          "top_k": 0                 | `top_k` must be strictly positive
          "top_n_tokens": 2          | `top_n_tokens` must be >= 0 and <= 0. Given: 2
          "best_of": 2               | `best_of` must be > 0 and <= 0. Given: 2
          "max_new_tokens": 0        | `max_new_tokens` must be strictly positive
          "max_new_tokens": -1       | `max_new_tokens` must be strictly positive
          "max_new_tokens": 512      | `inputs` tokens + `max_new_tokens` must be <= 512. Given: INPUT `inputs` tokens and 512 `max_new_tokens`
          """)
  void a_parameter_out_of_its_limits_is_422(String parameter, String words) throws Exception {
    int inputs = container.worker.model().tokenize("hello world", true, true).length;

    HttpResponse<String> reply = container.invoke(request(parameter));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(422);
    JsonNode error = Container.json(reply.body());
    assertThat(error.path("error").asString())
        .isEqualTo("Input validation error: " + words.replace("INPUT", "" + inputs));
    assertThat(error.path("error_type").asString()).isEqualTo("validation");
  }

  @Test
  void a_refusal_is_as_the_golden_one() throws Exception {
    Recording golden = Recording.tgi("stop-refused");

    HttpResponse<String> reply = container.invoke(golden.request().toString());

    assertThat(reply.statusCode()).isEqualTo(golden.status());
    assertThat(Container.json(reply.body())).isEqualTo(Container.json(golden.reply()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"parameters\": {}}", "[]", "{\"inputs\": 1}", "{\"inputs\": "})
  void a_request_without_inputs_is_422(String body) throws Exception {
    assertThat(container.invoke(body).statusCode()).isEqualTo(422);
  }

  @Test
  void the_longest_answer_that_fits_is_taken() throws Exception {
    int inputs = container.worker.model().tokenize("hello world", true, true).length;
    int room = Container.CONTEXT - inputs;

    JsonNode answer =
        container.answer(request("\"top_k\": 1, \"details\": true, \"max_new_tokens\": " + room));

    assertThat(answer.path(0).path("details").path("generated_tokens").asInt()).isBetween(1, room);
  }

  @Test
  void a_full_queue_is_overloaded() throws Exception {
    Recording golden = Recording.tgi("overloaded");
    try (Busy _ = new Busy(container)) {
      for (String stream : List.of("", ", \"stream\": true")) {
        HttpResponse<String> reply = container.invoke(request(GREEDY, stream));

        assertThat(reply.statusCode()).isEqualTo(golden.status());
        assertThat(Container.json(reply.body())).isEqualTo(Container.json(golden.reply()));
      }
    }
  }

  @Test
  void a_ping_is_answered_with_nothing() throws Exception {
    for (String path : List.of("/ping", "/health")) {
      assertThat(container.get(path).statusCode()).isEqualTo(200);
      assertThat(container.get(path).body()).isEmpty();
    }
  }

  @Test
  void info_tells_the_limits() throws Exception {
    JsonNode info = Container.json(container.get("/info").body());

    assertThat(info.path("max_total_tokens").asInt()).isEqualTo(Container.CONTEXT);
    assertThat(info.path("max_stop_sequences").asInt(-1)).isZero();
    assertThat(info.path("max_concurrent_requests").asInt()).isEqualTo(2);
    assertThat(info.path("model_id").asString()).isEqualTo(RandomWorker.MODEL + ".gguf");
    assertThat(container.get("/props").statusCode()).isEqualTo(404);
  }

  /** The golden files have no seed, which the backend always has. */
  private static String form(JsonNode node) {
    return Container.form(node).replaceAll("seed:\\w+ ", "");
  }

  private static String request(String parameters) {
    return request(parameters, "");
  }

  private static String request(String parameters, String more) {
    return "{\"inputs\": \"hello world\", \"parameters\": {%s}%s}".formatted(parameters, more);
  }
}
