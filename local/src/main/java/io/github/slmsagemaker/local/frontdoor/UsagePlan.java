package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Counts the requests of one key against its plan: a token bucket, then the quota.
 *
 * <p>A request that the bucket refuses uses up none of the quota. Nothing is kept over a restart.
 */
final class UsagePlan {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final PlanLimits limits;
  private final InstantSource clock;
  private double tokens;
  private Instant filled;
  private Instant periodBeginning;
  private long used;

  UsagePlan(PlanLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.tokens = limits.burst();
    this.filled = clock.instant();
    this.periodBeginning = limits.period().beginning(filled);
  }

  /**
   * Lets one request pass.
   *
   * @throws Failure.RateLimited where the bucket is empty
   * @throws Failure.QuotaExceeded where the period's requests are used up
   */
  synchronized void take() {
    Instant now = clock.instant();
    fill(now);
    if (tokens < 1) {
      throw new Failure.RateLimited(
          untilNextToken(),
          "more than %s requests a second, %d at once; wait and try again"
              .formatted(limits.rate(), limits.burst()));
    }
    tokens--;
    count(now);
  }

  private void fill(Instant now) {
    // A clock that was set back adds nothing and takes nothing.
    double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
    tokens = Math.min(limits.burst(), tokens + seconds * limits.rate());
    filled = now;
  }

  private Duration untilNextToken() {
    Duration wait = Duration.ofSeconds((long) Math.ceil((1 - tokens) / limits.rate()));
    return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
  }

  private void count(Instant now) {
    Instant beginning = limits.period().beginning(now);
    if (!beginning.equals(periodBeginning)) {
      periodBeginning = beginning;
      used = 0;
    }
    if (used >= limits.quota()) {
      throw new Failure.QuotaExceeded(
          "the quota of %d requests a %s is used up; it begins anew at midnight UTC of the next one"
              .formatted(limits.quota(), limits.period().name().toLowerCase(Locale.ROOT)));
    }
    used++;
  }
}
