package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Dialect(EngineKind.LLAMA_CPP)
final class OpenAiSdkTest {
  private final Deployment deployment;
  private final OpenAIClient client;

  OpenAiSdkTest(Deployment deployment) {
    this.deployment = deployment;
    this.client = deployment.openAi();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_chat_is_answered() {
    ChatCompletion reply =
        client.chat().completions().create(Chats.ask(deployment, Chats.SUM).build());

    ChatCompletion.Choice choice = reply.choices().getFirst();
    assertThat(choice.message().content().orElseThrow()).contains("7");
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(reply.model()).isEqualTo(deployment.model());
    assertThat(reply.usage().orElseThrow().totalTokens()).isPositive();
  }

  @Test
  void a_stream_joins_to_the_whole_reply() {
    ChatCompletionCreateParams.Builder request =
        Chats.ask(deployment, Chats.SUM).streamOptions(Chats.withUsage());
    List<ChatCompletionChunk> chunks = Chats.chunks(client, request.build());

    String whole = Chats.text(client, Chats.ask(deployment, Chats.SUM).build());
    assertThat(whole).isNotBlank();
    assertThat(Chats.text(chunks)).isEqualTo(whole);
  }

  @Test
  void a_stream_begins_with_the_role_and_ends_with_reason_and_usage() {
    ChatCompletionCreateParams.Builder request =
        Chats.ask(deployment, Chats.SUM).streamOptions(Chats.withUsage());
    List<ChatCompletionChunk> chunks = Chats.chunks(client, request.build());

    assertThat(chunks.getFirst().choices().getFirst().delta().role())
        .contains(ChatCompletionChunk.Choice.Delta.Role.ASSISTANT);
    assertThat(chunks.stream().flatMap(chunk -> chunk.choices().stream()).toList().getLast())
        .extracting(choice -> choice.finishReason().orElseThrow())
        .isEqualTo(ChatCompletionChunk.Choice.FinishReason.STOP);
    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isPositive();
  }

  @Test
  void a_completion_is_answered() {
    CompletionChoice choice =
        client
            .completions()
            .create(
                CompletionCreateParams.builder()
                    .model(deployment.model())
                    .prompt("Once upon a time")
                    .temperature(0.0)
                    .maxTokens(8)
                    .build())
            .choices()
            .getFirst();

    assertThat(choice.finishReason())
        .isIn(CompletionChoice.FinishReason.STOP, CompletionChoice.FinishReason.LENGTH);
    assertThat(choice.text()).isNotNull();
  }

  @Test
  void the_served_model_is_listed_and_found_by_its_id() {
    assertThat(client.models().list().data()).extracting(Model::id).contains(deployment.model());
    assertThat(client.models().retrieve(deployment.model()).id()).isEqualTo(deployment.model());
  }

  @Test
  void a_wrong_key_is_unauthorized() {
    OpenAIClient stranger = deployment.openAi("slm-00000000000000000000000000000000");
    try {
      assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
    } finally {
      stranger.close();
    }
  }

  @Test
  void an_unknown_model_is_not_found() {
    ChatCompletionCreateParams request =
        Chats.ask(deployment, Chats.SUM).model("gpt-nobody").build();

    NotFoundException refusal =
        catchThrowableOfType(
            NotFoundException.class, () -> client.chat().completions().create(request));
    assertThat(refusal.code()).contains("model_not_found");
    assertThatThrownBy(() -> client.models().retrieve("gpt-nobody"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_bad_temperature_is_named() {
    ChatCompletionCreateParams request = Chats.ask(deployment, Chats.SUM).temperature(2.5).build();

    BadRequestException refusal =
        catchThrowableOfType(
            BadRequestException.class, () -> client.chat().completions().create(request));
    assertThat(refusal.param()).contains("temperature");
    assertThat(refusal.type()).contains("invalid_request_error");
  }

  @Test
  void a_stream_that_is_given_up_does_not_hinder_the_next_request() {
    ChatCompletionCreateParams request =
        Chats.ask(deployment, "Tell me a story.").maxCompletionTokens(200).build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      assertThat(stream.stream().findFirst()).isPresent();
    }

    assertThat(Chats.text(client, Chats.ask(deployment, Chats.SUM).build())).contains("7");
  }
}
