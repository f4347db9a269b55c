package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P6, from the client's socket to the engine's. */
@Timeout(60)
final class HangUpTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @ParameterizedTest(name = "{0}, stream {1}, after {2} events")
  @CsvSource({
    "/completions, false, 0",
    "/completions, true, 0",
    "/completions, true, 1",
    "/chat/completions, false, 0",
    "/chat/completions, true, 0",
    "/chat/completions, true, 1",
  })
  void a_client_that_hangs_up_is_hung_up_on_the_engine(String path, boolean stream, int events)
      throws Exception {
    try (FakeContainer engine =
            FakeContainer.start(new LlamaServerReplies(List.of("one", " two")));
        LocalStack stack = ServedByAnother.stack(new EngineChoice.LlamaServer(engine.address()))) {
      while (engine.awaitRequest(Duration.ZERO)) {
        // Those that were asked at the start.
      }
      engine.then(new Behaviour.Stall(events));
      Caller caller = Caller.post(stack.baseUrl(), path, ServedByAnother.KEY, body(path, stream));
      assertThat(engine.awaitRequest(BOUND)).isTrue();
      if (events > 0) {
        caller.readTo("one");
      }
      caller.close();

      assertThat(engine.awaitHangup(BOUND)).isTrue();
    }
  }

  private static String body(String path, boolean stream) {
    String asked =
        path.startsWith("/chat")
            ? "\"messages\": [{\"role\": \"user\", \"content\": \"Count.\"}]"
            : "\"prompt\": \"Count.\"";
    return """
        {"model": "fake", %s, "max_tokens": 9, "stream": %s}"""
        .formatted(asked, stream);
  }
}
