package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Dialect(EngineKind.LLAMA_CPP)
final class LangChain4jTest {
  private final Deployment deployment;

  LangChain4jTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void its_chat_model_works_unchanged() {
    assertThat(model().chat(Chats.SUM)).contains("7");
  }

  @Test
  void a_tool_is_called_and_its_result_is_used() {
    OpenAiChatModel model = model();
    ToolSpecification weather =
        ToolSpecification.builder()
            .name("get_weather")
            .description("Tells the weather of a city")
            .parameters(
                JsonObjectSchema.builder().addStringProperty("city").required("city").build())
            .build();
    UserMessage question = UserMessage.from("What is the weather in Paris?");
    AiMessage first = ask(model, weather, question);
    ToolExecutionRequest call = first.toolExecutionRequests().getFirst();
    assertThat(call.name()).isEqualTo("get_weather");
    assertThat(call.arguments()).contains("Paris");

    AiMessage last =
        ask(
            model,
            weather,
            question,
            first,
            ToolExecutionResultMessage.from(call, "{\"temperature\": 21}"));
    assertThat(last.text()).contains("21");
  }

  @Test
  void its_streaming_chat_model_works_unchanged() throws Exception {
    OpenAiStreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(deployment.baseUrl().toString())
            .apiKey(deployment.key())
            .modelName(deployment.model())
            .temperature(0.0)
            .build();
    Collected collected = new Collected();
    model.chat(Chats.SUM, collected);

    ChatResponse response = collected.response.get(5, TimeUnit.MINUTES);
    assertThat(response.aiMessage().text()).contains("7").isEqualTo(collected.text.toString());
    assertThat(response.tokenUsage().outputTokenCount()).isPositive();
  }

  private static AiMessage ask(
      OpenAiChatModel model, ToolSpecification tool, ChatMessage... messages) {
    return model
        .chat(ChatRequest.builder().messages(messages).toolSpecifications(tool).build())
        .aiMessage();
  }

  private OpenAiChatModel model() {
    return OpenAiChatModel.builder()
        .baseUrl(deployment.baseUrl().toString())
        .apiKey(deployment.key())
        .modelName(deployment.model())
        .temperature(0.0)
        .build();
  }

  /** What a stream brought. */
  private static final class Collected implements StreamingChatResponseHandler {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

    @Override
    public void onPartialResponse(String partial) {
      text.append(partial);
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response.complete(complete);
    }

    @Override
    public void onError(Throwable error) {
      response.completeExceptionally(error);
    }
  }
}
