package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ChatCodecTest {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");
  private static final ToolDefinition NOW = Requests.tool("now", "Tell the time.", "{}");
  private static final ToolDefinition ADD =
      Requests.tool("add", "", "{\"properties\": {\"a\": {\"type\": \"integer\"}}}");
  private static final ResponseFormat TEXT = new ResponseFormat.Text();

  private final ChatCodec codec =
      new ChatCodec(MODEL.format(), new SpecialStrings(MODEL.specialStrings()));

  @Test
  void free_text_has_no_schema_and_starts_outside_a_call() {
    RenderedPrompt prompt = render(List.of(), new ToolChoice.None(), TEXT);

    assertThat(prompt.outputSchema()).isEmpty();
    assertThat(prompt.insideCall()).isFalse();
    assertThat(prompt.callable()).isEmpty();
  }

  @Test
  void tools_that_may_be_called_leave_the_engine_without_a_schema() {
    RenderedPrompt prompt =
        render(List.of(NOW, ADD), new ToolChoice.Auto(), new ResponseFormat.JsonObject());

    assertThat(prompt.outputSchema()).isEmpty();
    assertThat(prompt.callable()).containsExactlyInAnyOrder("now", "add");
  }

  @Test
  void tools_that_must_not_be_called_leave_the_schema_to_the_answer() {
    RenderedPrompt prompt =
        render(List.of(NOW), new ToolChoice.None(), new ResponseFormat.JsonObject());

    assertThat(prompt.outputSchema()).contains(json("{\"type\": \"object\"}"));
    assertThat(prompt.callable()).isEmpty();
  }

  @Test
  void a_json_schema_is_the_schema_of_the_answer() {
    ObjectNode schema =
        json("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"null\"}}}");

    assertThat(
            render(List.of(), new ToolChoice.None(), new ResponseFormat.JsonSchema("x", schema))
                .outputSchema())
        .contains(schema);
  }

  @Test
  void a_required_call_is_begun_and_held_to_any_tool() {
    RenderedPrompt prompt = render(List.of(NOW, ADD), new ToolChoice.Required(), TEXT);

    assertThat(prompt.text()).endsWith("<|im_start|>assistant\n<tool_call>\n");
    assertThat(prompt.insideCall()).isTrue();
    assertThat(prompt.callable()).containsExactlyInAnyOrder("now", "add");
    assertThat(prompt.outputSchema())
        .contains(
            json(
                """
                {"anyOf": [
                  {"type": "object", "properties": {
                     "name": {"const": "now"},
                     "arguments": {
                       "properties": {}, "additionalProperties": false, "type": "object"}},
                   "required": ["name", "arguments"], "additionalProperties": false},
                  {"type": "object", "properties": {
                     "name": {"const": "add"},
                     "arguments": {"properties": {"a": {"type": "integer"}}, "type": "object"}},
                   "required": ["name", "arguments"], "additionalProperties": false}]}
                """));
  }

  @Test
  void a_named_call_is_held_to_that_tool_while_all_are_shown() {
    RenderedPrompt prompt = render(List.of(NOW, ADD), new ToolChoice.Named("add"), TEXT);

    assertThat(prompt.text()).contains("\"name\": \"now\"").contains("\"name\": \"add\"");
    assertThat(prompt.callable()).containsExactly("add");
    assertThat(prompt.outputSchema().orElseThrow().at("/properties/name/const").asString())
        .isEqualTo("add");
    assertThat(prompt.outputSchema().orElseThrow().has("anyOf")).isFalse();
  }

  @Test
  void references_within_a_tools_schema_still_lead_to_their_target() {
    ToolDefinition tool =
        Requests.tool(
            "tree",
            "",
            """
            {"type": "object",
             "properties": {"root": {"$ref": "#/$defs/node"}, "self": {"$ref": "#"}},
             "$defs": {"node": {
               "type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}}}
            """);

    ObjectNode schema =
        render(List.of(tool), new ToolChoice.Required(), TEXT).outputSchema().orElseThrow();

    assertThat(schema.at("/properties/arguments")).isEqualTo(json("{\"$ref\": \"#/$defs/tree\"}"));
    assertThat(schema.at("/$defs/tree/properties/self/$ref").asString()).isEqualTo("#/$defs/tree");
    assertThat(schema.at("/$defs/tree/properties/root/$ref").asString())
        .isEqualTo("#/$defs/tree/$defs/node");
    assertThat(schema.at("/$defs/tree/$defs/node/properties/next/$ref").asString())
        .isEqualTo("#/$defs/tree/$defs/node");
    assertThat(tool.parameters().at("/properties/self/$ref").asString()).isEqualTo("#");
  }

  @Test
  void a_call_of_a_tool_that_is_not_offered_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> render(List.of(NOW), new ToolChoice.Named("later"), TEXT))
        .isInstanceOf(Failure.BadRequest.class)
        .hasMessageContaining("later")
        .hasMessageContaining("[now]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hermes-3-llama-3.1-8b",
        "qwen3-4b-instruct-2507",
        "qwen2.5-0.5b-instruct",
        "granite-4.0-h-tiny"
      })
  void client_text_never_adds_a_special_string_to_the_prompt(String name) {
    Model model = Catalogue.load().model(name);
    SpecialStrings broken = new SpecialStrings(model.specialStrings(), Set.of("<unused7>", "[@]"));
    ChatCodec writer = new ChatCodec(model.format(), broken);
    List<String> strings = new ArrayList<>(model.specialStrings().strings());
    strings.addAll(List.of("<unused7>", "[@]", "<|unused_7|>", "<|reserved_special_token_7|>"));
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);

    for (int i = 0; i < 1_000; i++) {
      String hostile =
          writer.render(everywhere(() -> SpecialStringsTest.hostile(strings, random))).text();
      String harmless = writer.render(everywhere(() -> "harmless")).text();
      assertThat(broken.count(hostile)).as(hostile).isEqualTo(broken.count(harmless));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hermes-3-llama-3.1-8b",
        "qwen3-4b-instruct-2507",
        "qwen2.5-0.5b-instruct",
        "granite-4.0-h-tiny"
      })
  void every_mark_that_a_format_writes_is_special_to_its_model(String name) {
    Model model = Catalogue.load().model(name);
    String prompt =
        new ChatCodec(model.format(), new SpecialStrings(model.specialStrings()))
            .render(everywhere(() -> "harmless"))
            .text();

    Matcher marks = Pattern.compile("</?[a-z_]+>|<\\|[a-z_]+\\|>").matcher(prompt);
    assertThat(marks.results().map(MatchResult::group).distinct())
        .hasSizeGreaterThan(5)
        .isSubsetOf(model.specialStrings().strings());
  }

  /** A request with client text in every place that has any. */
  private static ChatRequest everywhere(Supplier<String> text) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putObject(text.get()).put("type", "string").put("description", text.get());
    ObjectNode parameters = JsonNodeFactory.instance.objectNode().put(text.get(), text.get());
    parameters.set("properties", properties);
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put(text.get(), text.get());
    ObjectNode arguments = JsonNodeFactory.instance.objectNode().put(text.get(), text.get());
    return Requests.request(
        List.of(
            new Message.System(text.get()),
            new Message.User(text.get()),
            new Message.Assistant(
                text.get() + "x",
                List.of(
                    new ToolCall(text.get(), text.get(), arguments.toString()),
                    new ToolCall(text.get(), text.get(), text.get()))),
            new Message.Tool(text.get(), text.get()),
            new Message.Tool(text.get(), text.get()),
            new Message.User(text.get())),
        List.of(
            new ToolDefinition(text.get(), text.get(), parameters),
            new ToolDefinition(text.get(), text.get(), JsonNodeFactory.instance.objectNode())),
        new ToolChoice.Required(),
        new ResponseFormat.JsonSchema(text.get(), schema));
  }

  private RenderedPrompt render(
      List<ToolDefinition> tools, ToolChoice choice, ResponseFormat format) {
    return codec.render(
        Requests.request(List.of(new Message.User("Hello")), tools, choice, format));
  }

  private static ObjectNode json(String text) {
    return new JsonMapper().readTree(text).asObject();
  }
}
