package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input in Anthropic's words: its error object through both doors, and no engine is asked. */
@ExtendWith(Doors.Opened.class)
final class MessagesBadInputTest {
  private static final String PATH = "/v1/messages";
  private static final String HI = "'messages':[{'role':'user','content':'hi'}]";

  private final Doors doors;

  MessagesBadInputTest(Doors doors) {
    this.doors = doors;
  }

  static Stream<Arguments> catalogue() {
    return Stream.of(
        bad("empty", "", "empty"),
        bad("[]", "[]", "JSON object"),
        bad("a key twice", "{'model':'a','model':'b'}", "model"),
        bad("no model", "{'max_tokens':9," + HI + "}", "model is missing"),
        bad("no max_tokens", "{'model':'slm-demo'," + HI + "}", "max_tokens is missing"),
        bad("no messages", of("'max_tokens':9"), "messages is missing"),
        bad("messages []", of("'messages':[],'max_tokens':9"), "messages is an array of 0"),
        bad("temperature 2.1", hi("'temperature':2.1"), "temperature is 2.1"),
        bad("top_p 0", hi("'top_p':0"), "top_p is 0"),
        bad("stream 'true'", hi("'stream':'true'"), "stream is \"true\""),
        bad("stop", hi("'stop':['x']"), "did you mean `stop_sequences`?"),
        bad("no schema", hi("'tools':[{'name':'f'}]"), "tools[0].input_schema is missing"),
        bad(
            "an image",
            content("[{'type':'image','source':{'type':'url','url':'http://169.254.169.254/'}}]"),
            "messages[0].content[0].type is \"image\""),
        bad(
            "a document",
            content("[{'type':'document','source':{'type':'text','data':'x'}}]"),
            "messages[0].content[0].type is \"document\""),
        bad(
            "a result without a call",
            content("[{'type':'tool_result','tool_use_id':'toolu_1'}]"),
            "messages[0].content[0].tool_use_id"),
        bad(
            "a prompt that cannot fit",
            content("'" + "word ".repeat(150_000) + "'"),
            "prompt is too long"),
        arguments(
            "an unknown model",
            Sent.post(PATH, "{'model':'claude-opus-4-8','max_tokens':9," + HI + "}"),
            404,
            "not_found_error",
            "slm-demo"),
        arguments("GET", Sent.get(PATH), 405, "invalid_request_error", "takes POST"),
        arguments(
            "a batch", Sent.post(PATH + "/batches", "{}"), 404, "not_found_error", "one by one"),
        arguments(
            "counting nothing",
            Sent.post(PATH + "/count_tokens", "{'model':'slm-demo'}"),
            400,
            "invalid_request_error",
            "messages is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("catalogue")
  void is_refused_alike_through_both_doors_and_costs_nothing(
      String label, Sent sent, int status, String type, String words) throws IOException {
    int before = doors.engineCalls();
    Wire.Reply byAdapter = doors.toInvoker(sent);
    Wire.Reply byFrontDoor = doors.toFrontDoor(sent);

    for (Wire.Reply reply : new Wire.Reply[] {byAdapter, byFrontDoor}) {
      JsonNode body = JsonMapper.shared().readTree(reply.body());
      assertThat(reply.status()).as(reply.body()).isEqualTo(status);
      assertThat(body.propertyNames()).containsExactly("type", "error", "request_id");
      assertThat(body.path("type").asString()).isEqualTo("error");
      assertThat(body.path("error").propertyNames()).containsExactly("type", "message");
      assertThat(body.at("/error/type").asString()).isEqualTo(type);
      assertThat(body.at("/error/message").asString()).contains(words).hasSizeLessThan(600);
      assertThat(reply.header("x-request-id")).contains(body.path("request_id").asString());
    }
    assertThat(anonymous(byFrontDoor)).as("through both").isEqualTo(anonymous(byAdapter));
    assertThat(doors.engineCalls()).as("engine calls").isEqualTo(before);
  }

  @Test
  void a_wrong_key_is_told_in_the_same_form() throws IOException {
    Wire.Reply reply =
        Sent.post(PATH, "{}")
            .and("x-api-key: slm-wrong")
            .to(Wire.local(doors.stack().baseUrl().getPort()), host());

    assertThat(reply.status()).isEqualTo(401);
    assertThat(JsonMapper.shared().readTree(reply.body()).at("/error/type").asString())
        .isEqualTo("authentication_error");
  }

  @Test
  void a_key_in_anthropics_header_opens_and_no_version_is_asked_for() throws IOException {
    Wire.Reply reply =
        Sent.post(PATH + "?beta=true", hi("'stream':false"))
            .and("x-api-key: " + doors.stage().key().value())
            .to(Wire.local(doors.stack().baseUrl().getPort()), host());

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body()).contains("\"text\":\"Good day\"");
  }

  private String host() {
    return "Host: 127.0.0.1:" + doors.stack().baseUrl().getPort();
  }

  private static Arguments bad(String label, String body, String words) {
    return arguments(label, Sent.post(PATH, body), 400, "invalid_request_error", words);
  }

  private static String of(String fields) {
    return "{'model':'" + Stage.MODEL + "'," + fields + "}";
  }

  private static String hi(String field) {
    return of("'max_tokens':9," + HI + "," + field);
  }

  private static String content(String content) {
    return of("'max_tokens':9,'messages':[{'role':'user','content':" + content + "}]");
  }

  private static String anonymous(Wire.Reply reply) {
    return reply.body().replaceFirst("\"request_id\":\"[^\"]+\"", "");
  }
}
