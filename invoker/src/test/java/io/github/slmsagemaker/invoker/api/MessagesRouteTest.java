package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/messages} as its clients see it. */
final class MessagesRouteTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"w\", \"arguments\": {\"city\": \"Oslo\"}}\n</tool_call>";
  private static final String TOOL =
      ",'tools':[{'name':'w','input_schema':{'type':'object','properties':"
          + "{'city':{'type':'string'}}}}]";

  private final FakeEngine engine = FakeEngine.saying("Hi", " there");
  private final ApiServer api = ApiServer.over(engine);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_whole_message_counts_what_was_cached_apart() throws IOException {
    engine.then(
        Behaviour.answer(
            List.of(Piece.of("Hi")),
            new Completion(FinishReason.STOP, 26, 12, 25, List.of(), Optional.empty())));
    JsonNode message = post("").json();

    assertThat(message.path("id").asString()).startsWith("msg_");
    assertThat(((ObjectNode) message).without("id"))
        .isEqualTo(
            json(
                "{'type':'message','role':'assistant','model':'hermes-3-llama-3.1-8b',"
                    + "'content':[{'type':'text','text':'Hi'}],"
                    + "'stop_reason':'end_turn','stop_sequence':null,'stop_details':null,"
                    + "'container':null,'usage':{'input_tokens':1,"
                    + "'cache_creation_input_tokens':0,'cache_read_input_tokens':25,"
                    + "'output_tokens':12,'output_tokens_details':null,'server_tool_use':null,"
                    + "'cache_creation':null,'inference_geo':null,'service_tier':'standard'}}"));
  }

  @Test
  void a_call_is_a_block_with_its_input_as_an_object() throws IOException {
    engine.then(Behaviour.say("Let me see. ", CALL));
    JsonNode message = post(TOOL).json();

    assertThat(message.path("stop_reason").asString()).isEqualTo("tool_use");
    assertThat(message.at("/content/1"))
        .isEqualTo(json("{'type':'tool_use','id':'call_1','name':'w','input':{'city':'Oslo'}}"));
  }

  @Test
  void an_answer_that_was_cut_says_max_tokens() throws IOException {
    JsonNode message = postLimited(1, "").json();

    assertThat(message.path("stop_reason").asString()).isEqualTo("max_tokens");
    assertThat(message.at("/content/0/text").asString()).isEqualTo("Hi");
  }

  @Test
  void a_stop_sequence_is_named_whether_the_engine_writes_it_or_leaves_it_out() throws IOException {
    engine.then(Behaviour.say("one", " END", " two"));
    engine.then(
        Behaviour.answer(
            List.of(Piece.of("one ")),
            new Completion(
                FinishReason.STOP, 9, 2, 0, List.of(), Optional.empty(), 0, Optional.of("END"))));
    for (int i = 0; i < 2; i++) {
      JsonNode message = post(",'stop_sequences':['STOP','END']").json();

      assertThat(message.path("stop_reason").asString()).isEqualTo("stop_sequence");
      assertThat(message.path("stop_sequence").asString()).isEqualTo("END");
      assertThat(message.at("/content/0/text").asString()).isEqualTo("one ");
    }
  }

  @Test
  void events_come_in_the_order_that_clients_expect() throws IOException {
    engine.then(Behaviour.say("Let me see. ", "It", CALL));
    Answer answer = post(TOOL + ",'stream':true");

    assertThat(answer.header("content-type")).contains("text/event-stream; charset=utf-8");
    assertThat(answer.body().replaceFirst("msg_[0-9A-Za-z]+", "msg_x"))
        .startsWith(
            frame(
                "message_start",
                "{'type':'message_start','message':{'id':'msg_x','type':'message',"
                    + "'role':'assistant','model':'hermes-3-llama-3.1-8b','content':[],"
                    + "'stop_reason':null,"))
        .contains(
            frame(
                    "content_block_start",
                    "{'type':'content_block_start','index':0,'content_block':{'type':'text',"
                        + "'text':''}}\n\n")
                + delta(0, "{'type':'text_delta','text':'Let me see.'}")
                + delta(0, "{'type':'text_delta','text':' It'}")
                + frame("content_block_stop", "{'type':'content_block_stop','index':0}\n\n")
                + frame(
                    "content_block_start",
                    "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use',"
                        + "'id':'call_1','name':'w','input':{}}}\n\n")
                + delta(1, "{'type':'input_json_delta','partial_json':'{\\'city\\':\\'Oslo\\'}'}")
                + frame("content_block_stop", "{'type':'content_block_stop','index':1}\n\n")
                + frame(
                    "message_delta",
                    "{'type':'message_delta','delta':{'stop_reason':'tool_use',"
                        + "'stop_sequence':null,"))
        .endsWith(frame("message_stop", "{'type':'message_stop'}\n\n"))
        .doesNotContain("[DONE]", "\r");
    assertThat(answer.complete()).isTrue();
  }

  @Test
  void the_last_event_but_one_counts_the_tokens() throws IOException {
    engine.then(
        Behaviour.answer(
            List.of(Piece.of("Hi")),
            new Completion(FinishReason.STOP, 26, 12, 25, List.of(), Optional.empty())));
    List<String> events = post(",'stream':true").events();

    assertThat(json(events.get(events.size() - 2)).path("usage"))
        .isEqualTo(
            json(
                "{'input_tokens':1,'cache_creation_input_tokens':0,'cache_read_input_tokens':25,"
                    + "'output_tokens':12,'output_tokens_details':null,'server_tool_use':null}"));
  }

  @Test
  void a_stream_that_breaks_ends_with_an_error_event() throws IOException {
    engine.then(Behaviour.fail(new Failure.EngineFailed("the engine broke"), "Hi"));
    Answer answer = post(",'stream':true");

    assertThat(answer.body()).contains("event: error\ndata: {\"type\":\"error\"");
    assertThat(json(answer.events().getLast()).path("error"))
        .isEqualTo(json("{'type':'api_error','message':'the engine broke'}"));
    assertThat(answer.body()).doesNotContain("message_stop");
  }

  @Test
  void a_prompt_is_counted_with_one_token_and_no_budget() throws IOException {
    JsonNode count =
        api.post(
                "/v1/messages/count_tokens",
                "{'model':'hermes-3-llama-3.1-8b','messages':[{'role':'user','content':'a b c'}]}"
                    .replace('\'', '"'))
            .json();

    int whole = post("").json().at("/usage/input_tokens").asInt();
    assertThat(count.propertyNames()).containsExactly("input_tokens");
    assertThat(count.path("input_tokens").asInt()).isEqualTo(whole + 2);
    assertThat(engine.generations().getFirst().maxTokens()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, {}, 400, invalid_request_error",
    "/v1/messages?beta=true, {}, 400, invalid_request_error",
    "/v1/v1/messages/, {}, 400, invalid_request_error",
    "/v1/messages/count_tokens, [], 400, invalid_request_error",
    "/v1/messages/batches, {}, 404, not_found_error",
    "/v1/messages/x, {}, 404, not_found_error"
  })
  void errors_are_anthropics_object_on_every_path_below(
      String path, String body, int status, String type) throws IOException {
    Answer answer = api.post(path, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("type").asString()).isEqualTo("error");
    assertThat(answer.json().at("/error/type").asString()).isEqualTo(type);
    assertThat(answer.json().at("/error/message").asString()).isNotBlank();
    assertThat(answer.header("x-request-id"))
        .contains(answer.json().path("request_id").asString("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "404, not_found_error",
    "429, rate_limit_error",
    "503, overloaded_error",
    "504, timeout_error",
    "500, api_error"
  })
  void every_failure_has_a_type_of_anthropics(int status, String type) throws IOException {
    Failure failure =
        switch (status) {
          case 404 -> new Failure.ModelNotFound("no");
          case 429 -> new Failure.EngineBusy(Duration.ofSeconds(1), "no");
          case 503 -> new Failure.EndpointUnavailable("no");
          case 504 -> new Failure.EngineTimedOut("no");
          default -> new Failure.Misconfigured("no");
        };
    engine.then(Behaviour.fail(failure));
    Answer answer = post("");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().at("/error/type").asString()).isEqualTo(type);
  }

  @Test
  void a_thread_is_refused_so_that_the_sdks_tool_runner_goes_on_without_one() throws IOException {
    assertThat(post(",'thread':{'type':'create'}").json().at("/error/details"))
        .isEqualTo(json("{'error_code':'thread_unsupported_request','unsupported':['thread']}"));
  }

  @Test
  void a_prompt_that_is_too_long_says_so_in_the_words_that_agents_look_for() throws IOException {
    engine.then(Behaviour.fail(new Failure.ContextLengthExceeded("it has 9 tokens")));

    assertThat(post("").json().at("/error/message").asString())
        .startsWith("prompt is too long: ")
        .endsWith("it has 9 tokens");
  }

  private Answer post(String fields) throws IOException {
    return postLimited(99, fields);
  }

  private Answer postLimited(int maxTokens, String fields) throws IOException {
    String body =
        "{'model':'hermes-3-llama-3.1-8b','max_tokens':"
            + maxTokens
            + ",'messages':[{'role':'user','content':'Go'}]"
            + fields
            + "}";
    return api.post("/v1/messages?beta=true", body.replace('\'', '"'));
  }

  private static String delta(int index, String delta) {
    return frame(
        "content_block_delta",
        "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}\n\n");
  }

  private static String frame(String name, String data) {
    return "event: " + name + "\ndata: " + data.replace("\\'", "\\\"").replace('\'', '"');
  }

  private static JsonNode json(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"'));
  }
}
