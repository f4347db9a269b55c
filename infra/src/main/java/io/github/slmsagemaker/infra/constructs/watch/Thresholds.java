package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.core.deployment.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * When to ring; each is reached by being equal.
 *
 * @param requestsPerHour requests in an hour
 * @param tokensPerDay tokens read and generated in a day
 * @param clientErrors 4xx replies in five minutes, three times in a row
 * @param serverErrors 5xx replies in five minutes
 * @param slowReply time to the end of a reply that 95 in 100 stay below
 */
public record Thresholds(
    int requestsPerHour, int tokensPerDay, int clientErrors, int serverErrors, Duration slowReply) {

  public Thresholds {
    Objects.requireNonNull(slowReply, "slowReply");
    if (Math.min(Math.min(requestsPerHour, tokensPerDay), Math.min(clientErrors, serverErrors)) < 1
        || !slowReply.isPositive()) {
      throw new IllegalArgumentException(
          "a threshold is %s, expected each to be more than 0"
              .formatted(
                  List.of(requestsPerHour, tokensPerDay, clientErrors, serverErrors, slowReply)));
    }
  }

  /** What one person or a small team would find odd. */
  public static Thresholds of(Lane lane) {
    Duration slow =
        switch (lane) {
          case SERVERLESS -> Duration.ofMinutes(4);
          case GPU, ALWAYS_ON -> Duration.ofMinutes(1);
        };
    return new Thresholds(500, 1_000_000, 50, 5, slow);
  }
}
