package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P6: a caller that hangs up stops costing. */
final class HangupTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @ParameterizedTest(name = "{0} after {1} parts")
  @CsvSource({
    "WHOLE, 0", "WHOLE, 1", "STREAM, 0", "STREAM, 1",
    "WHOLE_IN_PROCESS, 0", "WHOLE_IN_PROCESS, 1", "STREAM_IN_PROCESS, 0", "STREAM_IN_PROCESS, 1"
  })
  void cancelling_breaks_the_containers_connection_off(Operation operation, int parts)
      throws InterruptedException {
    Cancellation cancellation = new Cancellation();
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.container().then(new Behaviour.Stall(parts));
      Thread canceller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      stage.container().awaitRequest(BOUND);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    cancellation.cancel();
                  });

      Throwable end =
          catchThrowable(
              () -> stage.engine().generate(Stage.generation(), Stage.call(cancellation), _ -> {}));

      assertThat(end).isInstanceOf(Failure.Cancelled.class);
      assertThat(stage.container().awaitHangup(BOUND)).isTrue();
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      canceller.join();
    }
  }
}
