package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/responses} as its clients see it. */
final class ResponsesRouteTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"w\", \"arguments\": {\"city\": \"Oslo\"}}\n</tool_call>";
  private static final String TOOL =
      ",'tools':[{'type':'function','name':'w','parameters':{'type':'object','properties':"
          + "{'city':{'type':'string'}}}}]";

  private final FakeEngine engine = FakeEngine.saying("Hi", " there");
  private final ApiServer api = ApiServer.over(engine);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_whole_response_has_every_required_key_and_null_only_where_it_may_be() throws IOException {
    engine.then(
        Behaviour.answer(
            List.of(Piece.of("Hi")),
            new Completion(FinishReason.STOP, 26, 12, 25, List.of(), Optional.empty())));
    JsonNode response = post(",'instructions':'be brief','metadata':{'a':'b'}").json();

    assertThat(response.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "object",
            "created_at",
            "completed_at",
            "status",
            "incomplete_details",
            "model",
            "previous_response_id",
            "instructions",
            "output",
            "error",
            "tools",
            "tool_choice",
            "truncation",
            "parallel_tool_calls",
            "text",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "temperature",
            "top_logprobs",
            "reasoning",
            "usage",
            "max_output_tokens",
            "max_tool_calls",
            "store",
            "background",
            "service_tier",
            "metadata",
            "safety_identifier",
            "prompt_cache_key");
    assertThat(
            response.propertyNames().stream().filter(name -> response.path(name).isNull()).toList())
        .containsExactlyInAnyOrder(
            "incomplete_details",
            "previous_response_id",
            "error",
            "reasoning",
            "max_output_tokens",
            "max_tool_calls",
            "safety_identifier",
            "prompt_cache_key");
    assertThat(response.path("id").asString()).startsWith("resp_").hasSize(33);
    assertThat(response.path("completed_at").asLong()).isEqualTo(1_700_000_000);
    assertThat(response.path("usage"))
        .isEqualTo(
            json(
                "{'input_tokens':26,'input_tokens_details':{'cached_tokens':25,'cache_write_tokens':0},'output_tokens':12,"
                    + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':38}"));
    assertThat(response.at("/output/0/content"))
        .isEqualTo(json("[{'type':'output_text','text':'Hi','annotations':[],'logprobs':[]}]"));
    assertThat(response.path("store").asBoolean(true)).isFalse();
    assertThat(response.path("tool_choice").asString()).isEqualTo("auto");
    assertThat(response.at("/text/format/type").asString()).isEqualTo("text");
  }

  @Test
  void an_answer_that_was_cut_is_incomplete_and_says_why() throws IOException {
    JsonNode response = post(",'max_output_tokens':1").json();

    assertThat(response.path("status").asString()).isEqualTo("incomplete");
    assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
    assertThat(response.path("completed_at").isNull()).isTrue();
    assertThat(response.at("/output/0/status").asString()).isEqualTo("incomplete");
  }

  @Test
  void a_call_is_an_item_with_its_arguments_as_a_string() throws IOException {
    engine.then(Behaviour.say("Let me see. ", CALL));
    JsonNode output = post(TOOL).json().path("output");

    assertThat(output.at("/0/type").asString()).isEqualTo("message");
    assertThat(output.at("/1/type").asString()).isEqualTo("function_call");
    assertThat(output.at("/1/id").asString()).startsWith("fc_");
    assertThat(output.at("/1/call_id").asString()).isEqualTo("call_1");
    assertThat(output.at("/1/arguments").asString()).isEqualTo("{\"city\":\"Oslo\"}");
  }

  @Test
  void tools_and_choice_are_repeated_with_their_nulls() throws IOException {
    JsonNode response =
        post(TOOL
                + ",'tool_choice':{'type':'allowed_tools','mode':'auto','tools':["
                + "{'type':'function','name':'w'}]}")
            .json();

    assertThat(response.at("/tools/0"))
        .isEqualTo(
            json(
                "{'type':'function','name':'w','description':null,'parameters':{'type':'object',"
                    + "'properties':{'city':{'type':'string'}}},'strict':false}"));
    assertThat(response.path("tool_choice"))
        .isEqualTo(
            json(
                "{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'w'}]}"));
  }

  @Test
  void events_come_in_the_order_that_clients_expect_and_are_numbered() throws IOException {
    engine.then(Behaviour.say("Let me see. ", "It", CALL));
    Answer answer = post(TOOL + ",'stream':true");
    List<JsonNode> events = events(answer);

    assertThat(events)
        .extracting(event -> event.path("type").asString())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events)
        .extracting(event -> event.path("sequence_number").asInt(-1))
        .containsExactlyElementsOf(IntStream.range(0, 14).boxed().toList());
    assertThat(events.get(3).path("part"))
        .isEqualTo(json("{'type':'output_text','text':'','annotations':[],'logprobs':[]}"));
    assertThat(events.get(6).path("text").asString()).isEqualTo("Let me see. It");
    assertThat(events.get(2).path("item").path("content").isEmpty()).isTrue();
    assertThat(events.get(9).path("output_index").asInt()).isEqualTo(1);
    assertThat(events.get(9).at("/item/arguments").asString("x")).isEmpty();
    assertThat(events.get(11).path("arguments").asString()).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(events.get(12).path("item")).isEqualTo(events.get(13).at("/response/output/1"));
    assertThat(answer.body()).doesNotContain("[DONE]", "\r").endsWith("\n\n");
  }

  @Test
  void every_frame_names_its_event() throws IOException {
    Answer answer = post(",'stream':true");

    List<String> names =
        answer
            .body()
            .lines()
            .filter(line -> line.startsWith("event: "))
            .map(l -> l.substring(7))
            .toList();
    assertThat(events(answer)).extracting(event -> event.path("type").asString()).isEqualTo(names);
  }

  @Test
  void a_stream_that_breaks_ends_with_a_failed_response_and_an_error_event() throws IOException {
    engine.then(Behaviour.fail(new Failure.EngineFailed("the engine broke"), "Hi"));
    List<JsonNode> events = events(post(",'stream':true"));

    JsonNode failed = events.get(events.size() - 2);
    assertThat(failed.path("type").asString()).isEqualTo("response.failed");
    assertThat(failed.at("/response/status").asString()).isEqualTo("failed");
    assertThat(failed.at("/response/error"))
        .isEqualTo(json("{'code':'engine_failed','message':'the engine broke'}"));
    assertThat(failed.at("/response/output/0/content/0/text").asString()).isEqualTo("Hi");
    assertThat(failed.at("/response/usage").isNull()).isTrue();
    JsonNode error = events.getLast();
    assertThat(error.path("type").asString()).isEqualTo("error");
    assertThat(error.path("code").asString()).isEqualTo("engine_failed");
    assertThat(error.path("error"))
        .isEqualTo(
            json(
                "{'message':'the engine broke','type':'server_error','param':null,"
                    + "'code':'engine_failed'}"));
  }

  @Test
  void a_failure_before_the_first_event_has_a_status() throws IOException {
    engine.then(Behaviour.fail(new Failure.EngineFailed("the engine broke")));
    Answer answer = post(",'stream':true");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.code()).isEqualTo("engine_failed");
  }

  @Test
  void a_prompt_that_does_not_fit_names_the_field_that_holds_it() throws IOException {
    engine.then(Behaviour.fail(new Failure.ContextLengthExceeded("too long")));

    assertThat(post("").json().at("/error/param").asString()).isEqualTo("input");
  }

  @Test
  void what_is_dropped_is_named_in_streams_too() throws IOException {
    for (String stream : List.of("", ",'stream':true")) {
      Answer answer =
          post(
              stream
                  + ",'include':['reasoning.encrypted_content'],'tools':[{'type':'web_search'}]");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-slm-ignored")).contains("include,tools[0].web_search");
    }
  }

  private Answer post(String fields) throws IOException {
    String body = "{'model':'hermes-3-llama-3.1-8b','input':'Go'" + fields + "}";
    return api.post("/v1/responses", body.replace('\'', '"'));
  }

  private static List<JsonNode> events(Answer answer) {
    return Stream.of(answer.events())
        .flatMap(List::stream)
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private static JsonNode json(String json) {
    return JsonMapper.shared().readTree(json.replace('\'', '"'));
  }
}
