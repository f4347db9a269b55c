package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolAnswerTest {
  private static final String ADD =
      "{'name':'add','parameters':{'type':'object','properties':{'a':{'type':'integer'}},"
          + "'required':['a']}%s}";
  private static final String TOOLS = tools("");
  private static final String STRICT = tools(",'strict':true");
  private static final String REQUIRED = ",'tool_choice':'required'";
  private static final String NAMED =
      ",'tool_choice':{'type':'function','function':{'name':'add'}}";

  private static String tools(String more) {
    return ",'tools':[{'type':'function','function':{'name':'now'}},"
        + "{'type':'function','function':"
        + ADD.replace("%s", more)
        + "}]";
  }

  private static String add(String a) {
    return "{\"name\":\"add\",\"arguments\":{\"a\":" + a + "}}";
  }

  private static String tagged(String call) {
    return "<tool_call>\n" + call + "\n</tool_call>";
  }

  @Test
  void a_call_ends_the_answer_as_tool_calls() {
    Heard heard = Stage.hear(TOOLS, FakeEngine.saying(tagged(add("1"))));

    assertThat(heard.calls()).containsExactly(new ToolCall("call_1", "add", "{\"a\":1}"));
    assertThat(heard.texts()).isEmpty();
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<tool_call>\n%s\n</tool_call>", "%s\n", "```json\n%s\n```\n"})
  void one_call_at_most_ends_the_answer_where_the_client_wants_no_more(String form) {
    FakeEngine engine =
        FakeEngine.saying(
            form.formatted(add("1")), form.formatted(add("2")), form.formatted(add("3")));

    Heard heard = Stage.hear(TOOLS + ",'parallel_tool_calls':false", engine);

    assertThat(heard.calls()).containsExactly(new ToolCall("call_1", "add", "{\"a\":1}"));
    assertThat(heard.texts()).isEmpty();
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void several_calls_of_one_turn_keep_their_order_and_have_ids_of_their_own() {
    FakeEngine engine =
        FakeEngine.saying(tagged(add("1")), "\n", tagged("{\"name\":\"now\"}"), tagged(add("3")));

    Heard heard = Stage.hear(TOOLS, engine);

    assertThat(heard.calls())
        .containsExactly(
            new ToolCall("call_1", "add", "{\"a\":1}"),
            new ToolCall("call_2", "now", "{}"),
            new ToolCall("call_3", "add", "{\"a\":3}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tool_call>\n{\"name\":\"add\",\"arguments\":[1]}\n</tool_call>",
        "<tool_call>\n{\"name\":\"other\",\"arguments\":{}}\n</tool_call>",
        "<tool_call>\nnothing\n</tool_call>"
      })
  void a_malformed_call_that_was_not_demanded_stays_text(String said) {
    FakeEngine engine = FakeEngine.saying(said);

    Heard heard = Stage.hear(TOOLS, engine);

    assertThat(heard.text()).isEqualTo(said);
    assertThat(heard.calls()).isEmpty();
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(engine.generations()).hasSize(1);
  }

  @Test
  void arguments_against_the_schema_are_the_clients_where_nothing_demands_better() {
    FakeEngine engine = FakeEngine.saying(tagged(add("\"x\"")));

    Heard heard = Stage.hear(TOOLS, engine);

    assertThat(heard.calls()).containsExactly(new ToolCall("call_1", "add", "{\"a\":\"x\"}"));
    assertThat(engine.generations()).hasSize(1);
  }

  @Test
  void tool_choice_none_shows_no_tools_and_reads_no_calls() {
    FakeEngine engine = FakeEngine.saying(tagged(add("1")));

    Heard heard = Stage.hear(TOOLS + ",'tool_choice':'none'", engine);

    assertThat(heard.text()).isEqualTo(tagged(add("1")));
    assertThat(heard.calls()).isEmpty();
    assertThat(engine.generations().getFirst().prompt().text()).doesNotContain("<tools>");
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUIRED, NAMED})
  void a_demanded_call_is_begun_for_the_model_and_needs_no_tags(String choice) {
    FakeEngine engine = FakeEngine.saying(add("1"));

    Heard heard = Stage.hear(TOOLS + choice, engine);

    assertThat(engine.generations().getFirst().prompt().text()).endsWith("<tool_call>\n");
    assertThat(engine.generations().getFirst().outputSchema()).isPresent();
    assertThat(heard.calls()).containsExactly(new ToolCall("call_1", "add", "{\"a\":1}"));
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void an_engine_without_grammars_may_make_several_demanded_calls() {
    FakeEngine engine =
        FakeEngine.saying(add("1") + "\n</tool_call>\n", tagged(add("2"))).able(NOTHING);

    assertThat(Stage.hear(TOOLS + REQUIRED, engine).calls())
        .extracting(ToolCall::arguments)
        .containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"add\",\"arguments\":{\"a\":\"x\"}} | arguments of add, $.a: string found",
        "{\"name\":\"add\",\"arguments\":{}} | arguments of add, $: required property 'a'",
        "I would rather not | no call of an offered tool was made",
        "{\"name\":\"other\",\"arguments\":{}} | no call of an offered tool was made"
      })
  void a_demanded_call_that_is_wrong_is_repaired(String wrong, String problem) {
    FakeEngine engine = FakeEngine.saying(add("2")).then(Behaviour.say(wrong));

    Heard heard = Stage.hear(TOOLS + REQUIRED, engine);

    assertThat(heard.calls()).extracting(ToolCall::arguments).containsExactly("{\"a\":2}");
    assertThat(heard.texts()).isEmpty();
    assertThat(engine.generations().getLast().prompt().text())
        .contains("- " + problem)
        .contains("Make every call of your answer again, corrected.")
        .endsWith("<tool_call>\n");
  }

  @Test
  void a_broken_call_is_shown_to_the_model_as_it_made_it() {
    FakeEngine engine = FakeEngine.saying(add("2")).then(Behaviour.say(add("\"x\"")));

    Stage.hear(TOOLS + NAMED, engine);

    assertThat(engine.generations().getLast().prompt().text())
        .contains(
            "<|im_start|>assistant\n<tool_call>\n"
                + "{\"name\": \"add\", \"arguments\": {\"a\": \"x\"}}\n</tool_call><|im_end|>");
  }

  @Test
  void a_named_tool_is_the_only_one_that_counts() {
    FakeEngine engine =
        FakeEngine.saying(add("2")).then(Behaviour.say("{\"name\":\"now\",\"arguments\":{}}"));

    Heard heard = Stage.hear(TOOLS + NAMED, engine);

    assertThat(heard.calls()).extracting(ToolCall::name).containsExactly("add");
    assertThat(engine.generations()).hasSize(2);
  }

  @Test
  void a_demanded_call_that_stays_wrong_is_an_error() {
    FakeEngine engine = FakeEngine.saying(add("true"));

    assertThatThrownBy(() -> Stage.hear(TOOLS + REQUIRED, engine))
        .isInstanceOf(Failure.UnusableOutput.class)
        .hasMessageContaining("arguments of add, $.a: boolean found, integer expected");
    assertThat(engine.generations()).hasSize(2);
  }

  @Test
  void a_demanded_call_that_was_cut_is_an_error_and_not_repaired() {
    FakeEngine engine = FakeEngine.saying("{\"name\":", "\"add\",", "\"arguments\":{\"a\":1}}");

    assertThatThrownBy(() -> Stage.hear(TOOLS + REQUIRED + ",'max_tokens':2", engine))
        .isInstanceOf(Failure.UnusableOutput.class)
        .hasMessageContaining("cut");
    assertThat(engine.generations()).hasSize(1);
  }

  @Test
  void arguments_of_a_strict_tool_are_repaired_also_where_the_model_was_free() {
    FakeEngine engine = FakeEngine.saying(add("2")).then(Behaviour.say(tagged(add("\"x\""))));

    Heard heard = Stage.hear(STRICT, engine);

    assertThat(heard.calls()).extracting(ToolCall::arguments).containsExactly("{\"a\":2}");
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(engine.generations()).hasSize(2);
  }

  @Test
  void text_beside_a_strict_tool_is_handed_out_as_it_comes_and_once() {
    FakeEngine engine =
        FakeEngine.saying(add("2")).then(Behaviour.say("Let me", " add: ", tagged(add("\"x\""))));

    Heard heard = Stage.hear(STRICT, engine);

    assertThat(heard.texts()).containsExactly("Let me", " add:");
    assertThat(heard.calls()).hasSize(1);
  }

  @Test
  void an_answer_without_calls_passes_a_strict_tool() {
    Heard heard = Stage.hear(STRICT, FakeEngine.saying("It", " is", " 2"));

    assertThat(heard.text()).isEqualTo("It is 2");
    assertThat(heard.texts()).hasSizeGreaterThan(1);
  }

  @Test
  void a_free_answer_that_has_to_be_json_is_repaired_as_text_alone() {
    FakeEngine engine = FakeEngine.saying("{}").then(Behaviour.say("Hello"));

    Heard heard = Stage.hear(TOOLS + ",'response_format':{'type':'json_object'}", engine);

    assertThat(heard.text()).isEqualTo("{}");
    assertThat(engine.generations().getFirst().outputSchema()).isEmpty();
    assertThat(engine.generations().getLast().outputSchema()).isPresent();
    assertThat(engine.generations().getLast().prompt().text()).doesNotContain("<tools>");
  }

  @Test
  void text_beside_calls_is_left_out_where_it_is_not_the_json_asked_for() {
    FakeEngine engine = FakeEngine.saying("One moment. ", tagged(add("1")));

    Heard heard = Stage.hear(TOOLS + ",'response_format':{'type':'json_object'}", engine);

    assertThat(heard.texts()).isEmpty();
    assertThat(heard.calls()).hasSize(1);
    assertThat(engine.generations()).hasSize(1);
  }

  @Test
  void parameters_that_cannot_be_checked_with_are_refused_before_anything_is_spent() {
    FakeEngine engine = FakeEngine.saying("unused");
    String broken = STRICT.replace("'type':'integer'", "'type':'integer','minimum':'x'");

    assertThatThrownBy(() -> Stage.hear(broken, engine))
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            bad -> assertThat(bad.param()).isEqualTo(Optional.of("tools[1].function.parameters")));
    assertThat(engine.generations()).isEmpty();
  }

  private static final Capabilities NOTHING = Capabilities.of();
}
