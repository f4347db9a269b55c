package io.github.slmsagemaker.invoker.budget;

import java.time.Duration;
import java.util.Objects;

/**
 * What model calls cost where they are paid by the time that they take.
 *
 * @param microdollarsPerSecond 0 where no money is counted
 * @param longestCall after which the platform has ended it, a cold start included
 * @param calls most for one generation
 */
public record CallPrice(long microdollarsPerSecond, Duration longestCall, int calls) {
  /** No money is counted. */
  public static final CallPrice NONE = new CallPrice(0, Duration.ZERO, 1);

  private static final long MILLIS = 1_000;

  public CallPrice {
    Objects.requireNonNull(longestCall, "longestCall");
  }

  /** Of a call that took so long, rounded up. */
  long of(Duration time) {
    return Math.ceilDiv(Math.max(0, time.toMillis()) * microdollarsPerSecond, MILLIS);
  }

  /** Of a call that nobody saw the end of: it may have gone on as long as it can. */
  long ofUnseen() {
    return of(longestCall);
  }

  /** Most that one generation can come to. */
  long ofGeneration() {
    return calls * ofUnseen();
  }
}
