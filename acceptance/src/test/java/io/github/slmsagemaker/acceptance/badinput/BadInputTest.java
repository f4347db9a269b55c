package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue of bad input: the same refusal through both doors, and the engine is not asked. */
@ExtendWith(Doors.Opened.class)
final class BadInputTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Doors doors;

  BadInputTest(Doors doors) {
    this.doors = doors;
  }

  static Stream<BadInput> catalogue() {
    return Stream.of(
            BodyCases.all(),
            FieldCases.topLevel(),
            FieldCases.sampling(),
            FieldCases.completions(),
            MessageCases.messagesAndMedia(),
            MessageCases.toolsAndSchemas(),
            ResponsesCases.all(),
            HttpCases.all())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("catalogue")
  void is_refused_alike_through_both_doors_and_costs_nothing(BadInput bad) throws IOException {
    int before = doors.engineCalls();
    Wire.Reply byAdapter = doors.toInvoker(bad.sent());
    Wire.Reply byFrontDoor = doors.toFrontDoor(bad.sent());

    assertRefused(bad, byAdapter);
    assertRefused(bad, byFrontDoor);
    assertThat(byFrontDoor.body()).as("bodies through both doors").isEqualTo(byAdapter.body());
    assertThat(doors.engineCalls()).as("engine calls").isEqualTo(before);
  }

  static Stream<Arguments> atTheCaps() {
    return Stream.of(
        Arguments.of("a body of 2 MiB", BodyCases.atTheCap()),
        Arguments.of("a conversation of 400 messages", Sent.messages(FieldCases.users(400))),
        Arguments.of("4 stops", Sent.with("'stop':['w','x','q','z']")),
        Arguments.of("n 1", Sent.with("'n':1")),
        Arguments.of("128 tools", Sent.with("'tools':[" + MessageCases.tools(128) + "]")),
        Arguments.of("tools of 64 KiB", Sent.with(MessageCases.toolsOf(65_536))),
        Arguments.of("a schema of 10 levels", MessageCases.parameters(MessageCases.nested(10))),
        Arguments.of(
            "a recursive $ref that nothing enforces",
            MessageCases.parameters("{'properties':{'a':{'$ref':'#'}}}")),
        Arguments.of(
            "a remote $ref that nothing enforces",
            MessageCases.parameters("{'$ref':'http://169.254.169.254/schema.json'}")),
        Arguments.of(
            "a pattern that nothing enforces",
            MessageCases.parameters(
                "{'properties':{'a':{'pattern':'(?:(?:(?:){65535}){65535}){65535}'}}}")),
        Arguments.of("temperature 0 and top_p 1", Sent.with("'temperature':0,'top_p':1")),
        Arguments.of("temperature 2", Sent.with("'temperature':2")),
        Arguments.of("two limits that agree", Sent.with("'max_completion_tokens':16")),
        Arguments.of("a gzipped body", HttpCases.gzipped()),
        Arguments.of("a whole number as a float", Sent.unlimited("'max_tokens':1.6e1,'n':1.0")),
        Arguments.of(
            "nothing in every form",
            Sent.with(
                "'stop':[],'suffix':'','functions':[],'function_call':'none','tools':[],"
                    + "'stream_options':{},'modalities':[],'logit_bias':{},'unheard_of':null,"
                    + "'response_format':null,'logprobs':false,'top_logprobs':0")),
        Arguments.of("a history with everything that libraries add", MessageCases.decorated()),
        Arguments.of(
            "fields that are accepted and dropped",
            Sent.with("'user':'u','store':true,'metadata':{},'parallel_tool_calls':false")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atTheCaps")
  void what_is_just_within_the_limits_is_answered_alike_with_one_engine_call(
      String label, Sent sent) throws IOException {
    int before = doors.engineCalls();
    Wire.Reply byAdapter = doors.toInvoker(sent);
    Wire.Reply byFrontDoor = doors.toFrontDoor(sent);

    assertThat(byAdapter.status()).as(byAdapter.body()).isEqualTo(200);
    assertThat(byFrontDoor.status()).as(byFrontDoor.body()).isEqualTo(200);
    assertThat(timeless(byFrontDoor)).isEqualTo(timeless(byAdapter)).contains("Good day");
    assertThat(doors.engineCalls()).as("engine calls, one a door").isEqualTo(before + 2);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void hints_are_dropped_by_name_and_never_passed_on(boolean streamed) throws IOException {
    Sent sent =
        Sent.with(
            "'cache_prompt':false,'chat_template_kwargs':{'slm-canary':1},'n_discard':5,'stream':"
                + streamed
                + ",'stream_options':{'continuous_usage_stats':true}");

    for (Wire.Reply reply : List.of(doors.toInvoker(sent), doors.toFrontDoor(sent))) {
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.header("x-slm-ignored"))
          .contains(
              "cache_prompt,chat_template_kwargs,n_discard,stream_options.continuous_usage_stats");
      assertThat(doors.lastEngineRequest().path("cache_prompt").asBoolean()).isTrue();
      assertThat(doors.lastEngineRequest().toString()).doesNotContain("slm-canary", "n_discard");
    }
  }

  @Test
  void samplers_of_other_servers_reach_the_engine() throws IOException {
    Wire.Reply reply =
        doors.toFrontDoor(
            Sent.with("'top_k':7,'min_p':0.25,'repetition_penalty':1.5,'ignore_eos':true"));

    assertThat(reply.header("x-slm-ignored")).isEmpty();
    JsonNode asked = doors.lastEngineRequest();
    assertThat(asked.path("top_k").asInt()).isEqualTo(7);
    assertThat(asked.path("min_p").asDouble()).isEqualTo(0.25);
    assertThat(asked.path("repeat_penalty").asDouble()).isEqualTo(1.5);
    assertThat(asked.path("ignore_eos").asBoolean()).isTrue();
  }

  @ParameterizedTest(name = "max_tokens {0}")
  @ValueSource(ints = {4_096, 4_097, Integer.MAX_VALUE})
  void a_budget_above_the_context_is_clamped_to_it(int maxTokens) throws IOException {
    Wire.Reply reply = doors.toFrontDoor(Sent.unlimited("'max_tokens':" + maxTokens));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(doors.lastEngineRequest().path("n_predict").asInt()).isEqualTo(4_096);
  }

  private static void assertRefused(BadInput bad, Wire.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status());
    assertThat(reply.header("content-type")).contains("application/json");
    assertThat(reply.header("x-request-id")).as("x-request-id").isPresent();
    assertThat(reply.header("allow").isPresent()).as("Allow").isEqualTo(bad.status() == 405);
    JsonNode error = JSON.readTree(reply.body()).path("error");
    assertThat(error.path("type").asString()).isEqualTo(bad.type());
    assertThat(text(error, "param")).as("param").isEqualTo(bad.param());
    assertThat(text(error, "code")).as("code").isEqualTo(bad.code());
    assertThat(error.path("message").asString())
        .isNotBlank()
        .hasSizeLessThan(500)
        .doesNotContain("Exception", "slm-canary");
  }

  private static Optional<String> text(JsonNode error, String name) {
    return error.path(name).isNull() ? Optional.empty() : Optional.of(error.path(name).asString());
  }

  /** A reply without what no two replies share: its id and its second. */
  private static String timeless(Wire.Reply reply) {
    return reply
        .body()
        .replaceFirst("\"id\":\"[A-Za-z0-9-]+\"", "\"id\":\"ID\"")
        .replaceFirst("\"created\":[0-9]+", "\"created\":0");
  }
}
