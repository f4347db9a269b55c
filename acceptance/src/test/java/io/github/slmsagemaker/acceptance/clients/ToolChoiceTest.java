package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.InternalServerException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.testkit.recorded.SmallModelReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code tool_choice} and several calls in one turn, by what the engine is asked. */
final class ToolChoiceTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"%s\", \"arguments\": {\"city\": \"%s\"}}\n</tool_call>";
  private static final String REST =
      "{\"name\": \"get_time\", \"arguments\": {\"city\": \"Rome\"}}";

  @Test
  void none_shows_the_model_no_tools_and_what_it_says_is_text() {
    try (Stage stage = Stage.saying(Lane.SERVERLESS, "It", " rains")) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.NONE);

      assertThat(choice.message().content()).contains("It rains");
      assertThat(choice.message().toolCalls()).isEmpty();
      assertThat(prompt(stage)).doesNotContain("get_weather", "get_time", "<tools>");
    }
  }

  @Test
  void auto_leaves_it_to_the_model() {
    try (Stage stage = Stage.saying(Lane.SERVERLESS, "It", " rains")) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.AUTO);

      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
      assertThat(choice.message().content()).contains("It rains");
      assertThat(prompt(stage))
          .contains("get_weather", "get_time")
          .endsWith("<|im_start|>assistant\n");
    }
  }

  @Test
  void required_begins_a_call_of_any_tool() {
    try (Stage stage = Stage.saying(Lane.SERVERLESS, REST, "\n</tool_call>")) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.REQUIRED);

      assertThat(names(choice)).containsExactly("get_time");
      assertThat(prompt(stage)).endsWith("<|im_start|>assistant\n<tool_call>\n");
      assertThat(schema(stage)).contains("get_weather", "get_time");
    }
  }

  @Test
  void a_named_tool_is_the_only_one_that_can_be_called() {
    try (Stage stage = Stage.saying(Lane.SERVERLESS, REST, "\n</tool_call>")) {
      ChatCompletion.Choice choice =
          answer(
              stage,
              ChatCompletionToolChoiceOption.ofNamedToolChoice(
                  ChatCompletionNamedToolChoice.builder()
                      .function(
                          ChatCompletionNamedToolChoice.Function.builder().name("get_time").build())
                      .build()));

      assertThat(names(choice)).containsExactly("get_time");
      assertThat(choice.message().content().orElse("")).isEmpty();
      assertThat(prompt(stage)).endsWith("<tool_call>\n");
      assertThat(schema(stage)).contains("get_time").doesNotContain("get_weather");
    }
  }

  @Test
  void a_required_call_that_the_model_does_not_make_is_an_error() {
    try (Stage stage = Stage.saying(Lane.SERVERLESS, "I", " would", " rather", " not")) {
      assertThatThrownBy(() -> answer(stage, ChatCompletionToolChoiceOption.Auto.REQUIRED))
          .isInstanceOf(InternalServerException.class)
          .hasMessageContaining("502");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void several_calls_of_one_turn_have_ids_of_their_own_and_go_back_with_their_results(Lane lane) {
    String[] said = {
      CALL.formatted("get_weather", "Rome") + "\n", CALL.formatted("get_time", "Oslo")
    };
    try (Stage stage = Stage.saying(lane, said)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      ChatCompletionCreateParams.Builder talk = withTools();
      ChatCompletion.Choice choice = Clients.whole(client, talk.build());
      List<ChatCompletionMessageToolCall> calls = choice.message().toolCalls().orElseThrow();

      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
      assertThat(names(choice)).containsExactly("get_weather", "get_time");
      assertThat(calls).extracting(call -> call.asFunction().id()).doesNotHaveDuplicates();
      assertThat(calls.getLast().asFunction().function().arguments()).contains("\"Oslo\"");

      talk.addMessage(choice.message());
      for (ChatCompletionMessageToolCall call : calls) {
        talk.addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.asFunction().id())
                .content("result of " + call.asFunction().function().name())
                .build());
      }
      Clients.whole(client, talk.build());
      assertThat(prompt(stage))
          .containsSubsequence(
              "<tool_call>",
              "get_weather",
              "<tool_call>",
              "get_time",
              "<tool_response>\nresult of get_weather",
              "<tool_response>\nresult of get_time");
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void one_call_at_most_is_made_where_the_client_wants_no_more(Lane lane) {
    String[] said = {CALL.formatted("get_weather", "Rome"), CALL.formatted("get_time", "Oslo")};
    try (Stage stage = Stage.saying(lane, said)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      ChatCompletionCreateParams one = withTools().parallelToolCalls(false).build();
      ChatCompletion.Choice choice = Clients.whole(client, one);

      assertThat(names(choice)).containsExactly("get_weather");
      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
      assertThat(
              Clients.chunks(client, one).stream()
                  .flatMap(chunk -> chunk.choices().stream())
                  .flatMap(streamed -> streamed.delta().toolCalls().stream()))
          .flatExtracting(calls -> calls)
          .extracting(call -> call.function().orElseThrow().name().orElse(""))
          .containsExactly("get_weather");
      client.close();
    }
  }

  @Test
  void several_calls_are_streamed_with_an_index_each() {
    String[] said = {
      "Let me see.", CALL.formatted("get_weather", "Rome"), CALL.formatted("get_time", "Oslo")
    };
    try (Stage stage = Stage.saying(Lane.GPU, said)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      List<ChatCompletionChunk.Choice> choices =
          Clients.chunks(client, withTools().build()).stream()
              .flatMap(chunk -> chunk.choices().stream())
              .toList();

      assertThat(choices.stream().flatMap(choice -> choice.delta().toolCalls().stream()))
          .flatExtracting(calls -> calls)
          .extracting(call -> call.index(), call -> call.function().orElseThrow().name().orElse(""))
          .containsExactly(tuple(0L, "get_weather"), tuple(1L, "get_time"));
      assertThat(choices.getLast().finishReason())
          .contains(ChatCompletionChunk.Choice.FinishReason.TOOL_CALLS);
      client.close();
    }
  }

  @Test
  void a_malformed_call_stays_text() {
    String broken = "<tool_call>\n{\"name\": get_weather\n</tool_call>";
    try (Stage stage = Stage.saying(Lane.SERVERLESS, broken)) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.AUTO);

      assertThat(choice.message().content().orElse("")).contains("get_weather");
      assertThat(choice.message().toolCalls()).isEmpty();
      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-tool", "two-calls"})
  void a_call_that_a_small_model_writes_without_tags_is_a_call(String recording) {
    String[] said = SmallModelReply.recorded(recording).pieces().toArray(String[]::new);
    try (Stage stage = Stage.saying(Lane.SERVERLESS, said)) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.AUTO);

      assertThat(names(choice)).containsExactly("get_weather");
      assertThat(choice.message().content().orElse("")).isEmpty();
      assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"streamed-one-tool", "streamed-two-calls"})
  void nothing_of_a_call_without_tags_is_streamed_as_text(String recording) {
    String[] said = SmallModelReply.recorded(recording).pieces().toArray(String[]::new);
    try (Stage stage = Stage.saying(Lane.GPU, said)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      List<ChatCompletionChunk.Choice> choices =
          Clients.chunks(client, withTools().build()).stream()
              .flatMap(chunk -> chunk.choices().stream())
              .toList();

      assertThat(choices).allMatch(choice -> choice.delta().content().orElse("").isEmpty());
      assertThat(choices.stream().flatMap(choice -> choice.delta().toolCalls().stream()))
          .flatExtracting(calls -> calls)
          .extracting(call -> call.function().orElseThrow().name().orElse(""))
          .containsExactly("get_weather");
      client.close();
    }
  }

  @Test
  void json_about_a_tool_between_sentences_stays_text() {
    SmallModelReply reply = SmallModelReply.recorded("json-about-json");
    try (Stage stage = Stage.saying(Lane.GPU, reply.pieces().toArray(String[]::new))) {
      ChatCompletion.Choice choice = answer(stage, ChatCompletionToolChoiceOption.Auto.AUTO);

      assertThat(choice.message().content()).contains(String.join("", reply.pieces()));
      assertThat(choice.message().toolCalls()).isEmpty();
    }
  }

  private static ChatCompletion.Choice answer(
      Stage stage, ChatCompletionToolChoiceOption.Auto choice) {
    return answer(stage, ChatCompletionToolChoiceOption.ofAuto(choice));
  }

  private static ChatCompletion.Choice answer(Stage stage, ChatCompletionToolChoiceOption choice) {
    OpenAIClient client = Clients.openAiOnce(stage);
    try {
      return Clients.whole(client, withTools().toolChoice(choice).build());
    } finally {
      client.close();
    }
  }

  private static List<String> names(ChatCompletion.Choice choice) {
    return choice.message().toolCalls().orElseThrow().stream()
        .map(call -> call.asFunction().function().name())
        .toList();
  }

  private static String prompt(Stage stage) {
    return stage.engine().requests().getLast().path("prompt").asString();
  }

  private static String schema(Stage stage) {
    return stage.engine().requests().getLast().path("json_schema").toString();
  }

  private static ChatCompletionCreateParams.Builder withTools() {
    return Clients.ask()
        .maxCompletionTokens(500)
        .addFunctionTool(tool("get_weather"))
        .addFunctionTool(tool("get_time"));
  }

  private static FunctionDefinition tool(String name) {
    return FunctionDefinition.builder()
        .name(name)
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .build())
        .build();
  }
}
