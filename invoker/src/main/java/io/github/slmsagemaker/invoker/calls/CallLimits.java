package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What bounds the model calls of one request.
 *
 * @param callTime longest call that the platform allows
 * @param calls most calls, at least 1
 * @param cacheCertain whether a call finds in the engine's cache what the call before it left
 *     there: so where one instance serves one call at a time
 * @param beginning what the engine has read before any call; empty for nothing
 */
public record CallLimits(
    Duration callTime, int calls, boolean cacheCertain, Optional<KnownBeginning> beginning) {
  /** The rest is for the way there and back, and for a pace that was believed too fast. */
  private static final double USABLE = 0.8;

  /** The same of an engine that has read nothing. */
  public CallLimits(Duration callTime, int calls, boolean cacheCertain) {
    this(callTime, calls, cacheCertain, Optional.empty());
  }

  public CallLimits {
    Objects.requireNonNull(beginning, "beginning");
    if (!callTime.isPositive() || calls < 1) {
      throw new IllegalArgumentException(
          "%d calls of %s, expected at least one, of a positive time".formatted(calls, callTime));
    }
  }

  /** Seconds that a call may plan with, which ends before both its limit and the deadline. */
  double usableSeconds(Deadline deadline) {
    return USABLE * seconds(deadline);
  }

  /** Seconds after which a call is cut off. */
  double seconds(Deadline deadline) {
    Duration left = deadline.remaining();
    Duration most = left.compareTo(callTime) < 0 ? left : callTime;
    return most.toNanos() / 1e9;
  }
}
