package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
  /** The system's time. */
  Pause REAL = Pause::waitFor;

  /**
   * Returns after {@code duration}.
   *
   * @throws Failure.Cancelled as soon as the call is cancelled
   */
  void pause(Duration duration, Cancellation cancellation);

  private static void waitFor(Duration duration, Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (Cancellation.Registration _ = cancellation.onCancel(cancelled::countDown)) {
      if (cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Failure.Cancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
  }
}
