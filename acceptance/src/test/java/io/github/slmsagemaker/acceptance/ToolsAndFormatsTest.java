package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Dialect(EngineKind.LLAMA_CPP)
final class ToolsAndFormatsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String QUESTION = "What is the weather in Paris?";

  private final Deployment deployment;
  private final OpenAIClient client;

  ToolsAndFormatsTest(Deployment deployment) {
    this.deployment = deployment;
    this.client = deployment.openAi();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_tool_is_called_and_its_result_is_used() {
    ChatCompletionCreateParams.Builder talk =
        Chats.ask(deployment, QUESTION).addFunctionTool(weather());
    ChatCompletion.Choice first = answer(talk);
    assertThat(first.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    ChatCompletionMessageFunctionToolCall call = onlyCall(first.message());
    assertThat(call.function().name()).isEqualTo("get_weather");
    assertThat(JSON.readTree(call.function().arguments()).path("city").asString())
        .isEqualTo("Paris");

    talk.addMessage(first.message())
        .addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content("{\"temperature\": 21}")
                .build());
    assertThat(answer(talk).message().content().orElseThrow()).contains("21");
  }

  @Test
  void a_required_tool_is_called() {
    ChatCompletion.Choice choice =
        answer(
            Chats.ask(deployment, QUESTION)
                .addFunctionTool(weather())
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED));

    assertThat(onlyCall(choice.message()).function().name()).isEqualTo("get_weather");
  }

  @Test
  void a_reply_follows_the_schema_that_is_asked_for() {
    String text =
        answer(Chats.ask(deployment, "Ada is 36 years old").responseFormat(person()))
            .message()
            .content()
            .orElseThrow();

    JsonNode reply = JSON.readTree(text);
    assertThat(reply.path("name").isString()).isTrue();
    assertThat(reply.path("age").isIntegralNumber()).isTrue();
    assertThat(reply.size()).isEqualTo(2);
  }

  @Test
  void a_reply_is_a_json_object_where_that_is_asked_for() {
    String text =
        answer(
                Chats.ask(deployment, "Ada is 36 years old. Answer in JSON.")
                    .maxCompletionTokens(200)
                    .responseFormat(ResponseFormatJsonObject.builder().build()))
            .message()
            .content()
            .orElseThrow();

    assertThat(JSON.readTree(text).isObject()).as(text).isTrue();
  }

  private ChatCompletion.Choice answer(ChatCompletionCreateParams.Builder request) {
    return client.chat().completions().create(request.build()).choices().getFirst();
  }

  private static ChatCompletionMessageFunctionToolCall onlyCall(ChatCompletionMessage message) {
    assertThat(message.toolCalls().orElseThrow()).hasSize(1);
    return message.toolCalls().orElseThrow().getFirst().asFunction();
  }

  private static FunctionDefinition weather() {
    return FunctionDefinition.builder()
        .name("get_weather")
        .description("Tells the weather of a city")
        .parameters(
            FunctionParameters.builder()
                .putAllAdditionalProperties(object(Map.of("city", "string")))
                .build())
        .build();
  }

  private static ResponseFormatJsonSchema person() {
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            ResponseFormatJsonSchema.JsonSchema.builder()
                .name("person")
                .strict(true)
                .schema(
                    ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                        .putAllAdditionalProperties(
                            object(Map.of("name", "string", "age", "integer")))
                        .build())
                .build())
        .build();
  }

  /** The schema of an object that has these fields, all of them, and no other. */
  private static Map<String, JsonValue> object(Map<String, String> types) {
    Map<String, Map<String, String>> properties =
        types.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, field -> Map.of("type", field.getValue())));
    return Map.of(
        "type", JsonValue.from("object"),
        "properties", JsonValue.from(properties),
        "required", JsonValue.from(List.copyOf(types.keySet())),
        "additionalProperties", JsonValue.from(false));
  }
}
