package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The laptop's door ends while clients wait or read: each hears it (promise P23). */
@Timeout(60)
final class ShutdownTest {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Test
  void whoever_waits_gets_503_in_openais_form() throws Exception {
    try (Stage stage = stage(Lane.SERVERLESS, 0);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Wire.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        replies.add(clients.submit(() -> stage.ask(Sent.with("'temperature':0"))));
        assertThat(stage.engine().awaitRequest(Duration.ofSeconds(30))).isTrue();
      }

      assertThat(stage.door().drain(PATIENCE)).isFalse();

      for (Future<Wire.Reply> reply : replies) {
        assertThat(reply.get().status()).isEqualTo(503);
        assertThat(reply.get().body()).contains("\"code\":\"shutting_down\"");
        assertThat(reply.get().headers()).containsKey("x-request-id");
      }
      assertThat(stage.engine().awaitHangup(Duration.ofSeconds(30))).as("work stops").isTrue();
    }
  }

  @Test
  void a_stream_ends_with_an_error_event_and_without_done() throws Exception {
    try (Stage stage = stage(Lane.GPU, 1);
        RawClient client = new RawClient(stage.door().port())) {
      assertThat(client.send(streamed(stage)).readHead()).startsWith("HTTP/1.1 200 ");

      assertThat(stage.door().drain(PATIENCE)).isFalse();

      assertThat(client.readToEnd())
          .contains("\"code\":\"shutting_down\"")
          .doesNotContain("[DONE]")
          .endsWith("\r\n0\r\n\r\n");
    }
  }

  /** A stage whose engine says so many parts and then nothing. */
  private static Stage stage(Lane lane, int parts) {
    FakeContainer engine = FakeContainer.start(new LlamaServerReplies(List.of("I", " am")));
    Behaviour stall = new Behaviour.Stall(parts);
    return Stage.before(lane, engine.then(stall, stall, stall));
  }

  private static String streamed(Stage stage) {
    String body =
        new String(
            Sent.json(
                "{'model':'%s','stream':true,'max_tokens':16,'messages':[{'role':'user','content':'Hi'}]}"
                    .formatted(Stage.MODEL)),
            StandardCharsets.UTF_8);
    return RawClient.head(
            "POST /v1/chat/completions HTTP/1.1",
            "Host: 127.0.0.1:" + stage.door().port(),
            "Authorization: Bearer " + stage.key().value(),
            "Content-Type: application/json",
            "Content-Length: " + body.length())
        + body;
  }
}
