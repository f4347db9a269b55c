package io.github.slmsagemaker.invoker.calls;

import java.time.Duration;

/**
 * How long, and at what intervals, to try a model that is not ready.
 *
 * @param limit how long in all; zero tries once
 * @param first pause after the first refusal
 * @param longest pause that doubling leads to
 */
public record Patience(Duration limit, Duration first, Duration longest) {
  /** Tries once. */
  public static final Patience NONE = lasting(Duration.ZERO);

  public Patience {
    if (limit.isNegative() || !first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "patience is %s with pauses of %s to %s, expected none below zero and growing"
              .formatted(limit, first, longest));
    }
  }

  /** Tries for this long, after 1 s first and every 10 s in the end. */
  public static Patience lasting(Duration limit) {
    return new Patience(limit, Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  /**
   * The pause after so many refusals.
   *
   * @param refusals at least 1
   * @param jitter 0 to 1: takes up to half of the pause away, so that callers who were refused
   *     together do not come back together
   */
  Duration pause(int refusals, double jitter) {
    Duration pause = first;
    for (int i = 1; i < refusals && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    Duration full = pause.compareTo(longest) < 0 ? pause : longest;
    return full.minusNanos(Math.round(full.toNanos() * jitter / 2));
  }
}
