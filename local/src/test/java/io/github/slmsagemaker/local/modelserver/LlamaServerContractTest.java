package io.github.slmsagemaker.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** llama-server's {@code /completion}, case by case. */
final class LlamaServerContractTest {
  private static final String GREEDY = "\"temperature\": 0, \"ignore_eos\": true, ";
  private static final String HELLO = "{\"prompt\": \"hello world\", " + GREEDY;

  private final Container container = new Container(EngineKind.LLAMA_CPP);

  @AfterEach
  void close() {
    container.close();
  }

  @Test
  void a_stop_string_ends_the_text_before_it_whole_and_streamed() throws Exception {
    String text = container.answer(HELLO + "\"n_predict\": 24}").path("content").asString();
    int end = text.offsetByCodePoints(text.length(), -1);
    String stop = text.substring(text.offsetByCodePoints(0, 2), end);
    String request = HELLO + "\"n_predict\": 24, \"stop\": [\"never\", " + quoted(stop) + "]";

    JsonNode whole = container.answer(request + "}");
    List<JsonNode> events =
        Container.events(container.invoke(request + ", \"stream\": true}").body());

    String before = text.substring(0, text.indexOf(stop));
    assertThat(whole.path("content").asString()).isEqualTo(before);
    assertThat(whole.path("stop_type").asString()).isEqualTo("word");
    assertThat(whole.path("stopping_word").asString()).isEqualTo(stop);
    assertThat(whole.path("tokens_predicted").asInt()).isLessThanOrEqualTo(24);
    assertThat(String.join("", events.stream().map(e -> e.path("content").asString()).toList()))
        .isEqualTo(before);
    assertThat(events.getLast().path("stopping_word").asString()).isEqualTo(stop);
  }

  @Test
  void n_probs_tells_that_many_alternatives_of_each_token() throws Exception {
    JsonNode answer = container.answer(HELLO + "\"n_predict\": 3, \"n_probs\": 5}");

    JsonNode tokens = answer.path("completion_probabilities");
    // As in llama-server, a token that ends inside a character is told with the next one.
    assertThat(tokens).hasSizeBetween(1, 3);
    for (JsonNode token : tokens) {
      assertThat(token.path("top_logprobs")).hasSize(5);
      assertThat(token.path("logprob").asDouble()).isNegative();
      // Greedy: what was drawn is the likeliest.
      assertThat(token.path("top_logprobs").path(0).path("id")).isEqualTo(token.path("id"));
    }
  }

  @Test
  void a_json_schema_shapes_the_answer() throws Exception {
    JsonNode answer =
        container.answer(
            """
            {"prompt": "hello", "temperature": 0, "n_predict": 60, "json_schema":
              {"type": "object", "properties": {"yes": {"type": "boolean"}},
               "required": ["yes"], "additionalProperties": false}}""");

    assertThat(answer.path("stop_type").asString()).isEqualTo("eos");
    JsonNode said = Container.json(answer.path("content").asString());
    assertThat(said.propertyNames()).containsExactly("yes");
    assertThat(said.path("yes").isBoolean()).isTrue();
  }

  @Test
  void response_fields_are_all_that_comes() throws Exception {
    JsonNode answer =
        container.answer(
            HELLO + "\"n_predict\": 2, \"response_fields\": [\"content\", \"stop_type\", \"x\"]}");

    assertThat(answer.propertyNames()).containsExactlyInAnyOrder("content", "stop_type");
  }

  @Test
  void text_ids_and_both_mixed_are_the_same_prompt() throws Exception {
    int[] ids = container.worker.model().tokenize("hello world", true, true);
    int[] tail = container.worker.model().tokenize(" world", false, true);
    List<String> prompts =
        List.of("\"hello world\"", array(ids), "[\"hello\", " + array(tail).substring(1));

    for (String prompt : prompts) {
      JsonNode answer =
          container.answer("{\"prompt\": " + prompt + ", " + GREEDY + "\"n_predict\": 6}");

      assertThat(answer.path("prompt").asString()).endsWith("hello world");
      assertThat(answer.path("tokens_evaluated").asInt()).isEqualTo(ids.length);
      assertThat(answer.path("content").asString())
          .isEqualTo(container.answer(HELLO + "\"n_predict\": 6}").path("content").asString());
    }
  }

  @Test
  void cache_prompt_decides_what_is_read_again() throws Exception {
    int evaluated = container.answer(HELLO + "\"n_predict\": 1}").path("tokens_evaluated").asInt();

    JsonNode cached = container.answer(HELLO + "\"n_predict\": 1}").path("timings");
    JsonNode read =
        container.answer(HELLO + "\"n_predict\": 1, \"cache_prompt\": false}").path("timings");

    assertThat(cached.path("prompt_n").asInt()).isEqualTo(1);
    assertThat(cached.path("cache_n").asInt()).isEqualTo(evaluated - 1);
    assertThat(read.path("prompt_n").asInt()).isEqualTo(evaluated);
    assertThat(read.path("cache_n").asInt()).isZero();
  }

  @ParameterizedTest(name = "n_predict {0}: {1} tokens")
  @CsvSource({"0, 1", "1, 1", "7, 7"})
  void as_many_tokens_come_as_are_asked_for_but_one_at_least(int asked, int came) throws Exception {
    JsonNode answer =
        container.answer(HELLO + "\"n_predict\": " + asked + ", \"return_tokens\": true}");

    assertThat(answer.path("tokens_predicted").asInt()).isEqualTo(came);
    assertThat(answer.path("tokens")).hasSize(came);
    assertThat(answer.path("stop_type").asString()).isEqualTo("limit");
  }

  @Test
  void without_a_limit_the_context_is_the_limit() throws Exception {
    JsonNode answer = container.answer(HELLO + "\"n_predict\": -1}");

    assertThat(answer.path("tokens_predicted").asInt() + answer.path("tokens_evaluated").asInt())
        .isBetween(Container.CONTEXT - 1, Container.CONTEXT + 1);
    assertThat(answer.path("stop_type").asString()).isEqualTo("limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"prompt": []}                                              | prompt
          {"prompt": 12}                                              | prompt
          {"prompt": [1.5]}                                           | prompt
          {"prompt": ["a", "b"]}                                      | prompt
          {"prompt": [999999]}                                        | 999999
          {"prompt": [-1]}                                            | -1
          {"prompt": "a", "n_predict": "3"}                           | n_predict
          {"prompt": "a", "temperature": "hot"}                       | temperature
          {"prompt": "a", "stop": [1]}                                | stop
          {"prompt": "a", "stream": 1}                                | stream
          {"prompt": "a", "logit_bias": [["x", 1]]}                   | logit_bias
          {"prompt": "a", "grammar": "root ::= (", "json_schema": {}} | not both
          {"prompt": "a", "json_schema": "x"}                         | json_schema
          []                                                          | no JSON object
          """)
  void a_bad_field_is_400_and_named(String body, String named) throws Exception {
    HttpResponse<String> reply = container.invoke(body);

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    JsonNode error = Container.json(reply.body()).path("error");
    assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").asString()).contains(named);
  }

  @Test
  void props_tell_the_context_and_the_model() throws Exception {
    JsonNode props = Container.json(container.get("/props").body());

    assertThat(props.at("/default_generation_settings/n_ctx").asInt()).isEqualTo(Container.CONTEXT);
    assertThat(props.path("model_path").asString()).endsWith(RandomWorker.MODEL + ".gguf");
    assertThat(container.get("/info").statusCode()).isEqualTo(404);
  }

  @Test
  void a_full_queue_is_429() throws Exception {
    try (Busy _ = new Busy(container)) {
      HttpResponse<String> reply = container.invoke(HELLO + "\"n_predict\": 1}");

      assertThat(reply.statusCode()).isEqualTo(429);
      assertThat(Container.json(reply.body()).at("/error/code").asInt()).isEqualTo(429);
    }
  }

  private static String quoted(String text) {
    return StringNode.valueOf(text).toString();
  }

  private static String array(int[] ids) {
    return Arrays.toString(ids);
  }
}
