package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** This engine samples where it is asked to be greedy, so no test knows its words. */
@Dialect(EngineKind.TGI_LLAMACPP)
final class TgiDialectTest {
  private final Deployment deployment;
  private final OpenAIClient client;

  TgiDialectTest(Deployment deployment) {
    this.deployment = deployment;
    this.client = deployment.openAi();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_chat_is_answered() {
    assertThat(Chats.text(client, Chats.ask(deployment, "Hi").build())).isNotBlank();
  }

  @Test
  void a_stream_is_answered() {
    List<ChatCompletionChunk> chunks =
        Chats.chunks(client, Chats.ask(deployment, "Hi").streamOptions(Chats.withUsage()).build());

    assertThat(Chats.text(chunks)).isNotBlank();
    assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isPositive();
  }
}
