package io.github.slmsagemaker.acceptance.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.github.slmsagemaker.acceptance.stage.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The clients as their users make them: nothing is set but where, which key and which model. */
final class Clients {
  static final String QUESTION = "How are you?";

  private Clients() {}

  static OpenAIClient openAi(Stage stage) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(stage.baseUrl().toString())
        .apiKey(stage.key().value())
        .build();
  }

  /** The same client, which shows the first failure. */
  static OpenAIClient openAiOnce(Stage stage) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(stage.baseUrl().toString())
        .apiKey(stage.key().value())
        .maxRetries(0)
        .build();
  }

  static ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder()
        .model(Stage.MODEL)
        .maxCompletionTokens(32)
        .addUserMessage(QUESTION);
  }

  static ChatCompletion.Choice whole(OpenAIClient client, ChatCompletionCreateParams request) {
    return client.chat().completions().create(request).choices().getFirst();
  }

  static String text(OpenAIClient client) {
    return whole(client, ask().build()).message().content().orElseThrow();
  }

  static List<ChatCompletionChunk> chunks(OpenAIClient client, ChatCompletionCreateParams request) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      return stream.stream().toList();
    }
  }

  static String streamedText(OpenAIClient client) {
    return chunks(client, ask().build()).stream()
        .flatMap(chunk -> chunk.choices().stream())
        .map(choice -> choice.delta().content().orElse(""))
        .collect(Collectors.joining());
  }

  static OpenAiChatModel langChain(Stage stage) {
    return OpenAiChatModel.builder()
        .baseUrl(stage.baseUrl().toString())
        .apiKey(stage.key().value())
        .modelName(Stage.MODEL)
        .maxCompletionTokens(32)
        .build();
  }

  static OpenAiStreamingChatModel langChainStreaming(Stage stage) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(stage.baseUrl().toString())
        .apiKey(stage.key().value())
        .modelName(Stage.MODEL)
        .maxCompletionTokens(32)
        .build();
  }

  static String streamedText(OpenAiStreamingChatModel model) throws Exception {
    return streamed(model).aiMessage().text();
  }

  /**
   * What a stream comes to.
   *
   * @throws ExecutionException with what the client told its handler
   */
  static ChatResponse streamed(OpenAiStreamingChatModel model) throws Exception {
    Collected collected = new Collected();
    model.chat(QUESTION, collected);
    return collected.response.get(2, TimeUnit.MINUTES);
  }

  private static final class Collected implements StreamingChatResponseHandler {
    private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

    @Override
    public void onPartialResponse(String partial) {}

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
