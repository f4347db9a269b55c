package io.github.slmsagemaker.testkit.gateway.bounds;

import io.github.slmsagemaker.testkit.template.Fields;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Requests a second, and as many more as have been saved up; where a template names no bound there
 * is none. AWS says of its own that they are targets, not ceilings; this one is a ceiling.
 *
 * <p>Source: "Throttle requests to your REST APIs", the token bucket algorithm.
 */
public final class TokenBucket {
  private final double rate;
  private final double burst;
  private final InstantSource clock;
  private double tokens;
  private Instant filled;

  private TokenBucket(double rate, double burst, InstantSource clock) {
    this.rate = rate;
    this.burst = burst;
    this.clock = clock;
    this.tokens = burst;
    this.filled = clock.instant();
  }

  /** A bound whose two numbers have these names. */
  public static Optional<TokenBucket> read(
      Fields fields, String rate, String burst, InstantSource clock) {
    Optional<String> each = fields.maybe(rate);
    Optional<String> most = fields.maybe(burst);
    return each.isEmpty() || most.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TokenBucket(Double.parseDouble(each.get()), Double.parseDouble(most.get()), clock));
  }

  /** The same bound for somebody else. */
  public TokenBucket another() {
    return new TokenBucket(rate, burst, clock);
  }

  /** Whether one more request may pass now, which then has. */
  public synchronized boolean take() {
    Instant now = clock.instant();
    double seconds = (now.toEpochMilli() - filled.toEpochMilli()) / 1e3;
    tokens = Math.min(burst, tokens + seconds * rate);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
