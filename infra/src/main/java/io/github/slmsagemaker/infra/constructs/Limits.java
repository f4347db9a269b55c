package io.github.slmsagemaker.infra.constructs;

import io.github.slmsagemaker.core.deployment.Timers;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of AWS on what is built here that neither the CDK nor its validator checks; those on what
 * a person chooses stand with a deployment.
 *
 * <p>Each check gives a sentence for the person who chose the value, or nothing where it is fine.
 */
public final class Limits {
  private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);
  private static final int MOST_FUNCTION_MEMORY_MB = 10240;
  private static final int LEAST_FUNCTION_MEMORY_MB = 128;

  private Limits() {}

  /** Timeout of a Lambda function. */
  public static Optional<String> functionTimeout(Duration value) {
    return problem(
        value.isPositive() && value.compareTo(LONGEST_FUNCTION) <= 0,
        "the function's timeout is %s, expected at most 900 s",
        value);
  }

  /** Memory of a Lambda function. */
  public static Optional<String> functionMemoryMb(int value) {
    return problem(
        value >= LEAST_FUNCTION_MEMORY_MB && value <= MOST_FUNCTION_MEMORY_MB,
        "the function's memory is %d MB, expected 128 to 10240",
        value);
  }

  /** Timeout of API Gateway's integration in transfer mode STREAM. */
  public static Optional<String> integrationTimeout(Duration value) {
    return problem(
        value.isPositive() && value.compareTo(Timers.INTEGRATION) <= 0,
        "the integration's timeout is %s, expected at most 900 s, the longest streamed response",
        value);
  }

  private static Optional<String> problem(boolean fine, String sentence, Object value) {
    return fine ? Optional.empty() : Optional.of(sentence.formatted(value));
  }
}
