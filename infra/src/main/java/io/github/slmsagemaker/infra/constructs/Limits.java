package io.github.slmsagemaker.infra.constructs;

import io.github.slmsagemaker.infra.constructs.model.Fitting;
import io.github.slmsagemaker.capacity.Platform;
import io.github.slmsagemaker.capacity.ServerlessLimits;
import io.github.slmsagemaker.core.deployment.ContextLimits;
import io.github.slmsagemaker.core.deployment.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Limits of AWS that neither the CDK nor its validator checks; a deployment would fail on them
 * after minutes.
 *
 * <p>Each check gives a sentence for the person who chose the value, or nothing where it is fine.
 */
public final class Limits {
  private static final ServerlessLimits SERVERLESS = Platform.load().serverless();
  private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);
  private static final int MOST_FUNCTION_MEMORY_MB = 10240;
  private static final int LEAST_FUNCTION_MEMORY_MB = 128;

  private static final Pattern INSTANCE_TYPE = Pattern.compile("ml\\.[gp]\\d[a-z]*\\.\\w+");

  private Limits() {}

  /** Memory of a serverless endpoint. */
  public static Optional<String> serverlessMemoryMb(int value) {
    return SERVERLESS.memoryProblem("memoryMb", value);
  }

  /** Calls that an endpoint works on at once; the API's bound for serverless ones, ours for all. */
  public static Optional<String> maxConcurrency(int value) {
    return SERVERLESS.concurrencyProblem("maxConcurrency", value);
  }

  /** Kind of instance on the GPU lanes; whether the model fits on it says {@link Fitting}. */
  public static Optional<String> instanceType(String value) {
    return problem(
        INSTANCE_TYPE.matcher(value).matches(),
        "instanceType is '%s', expected a GPU instance of SageMaker, such as ml.g5.xlarge (24 GB),"
            + " ml.g6.xlarge (24 GB) or ml.g6e.xlarge (48 GB)",
        value);
  }

  /** Most instances that the GPU lanes may grow to. */
  public static Optional<String> maxInstances(int value) {
    return problem(value >= 1, "maxInstances is %d, expected at least 1", value);
  }

  /** Tokens of prompt and answer together. */
  public static Optional<String> contextTokens(int value) {
    return problem(
        value >= ContextLimits.LEAST_TOKENS && value <= ContextLimits.MOST_TOKENS,
        "context is %%d tokens, expected %d to %d, the most that the model was trained for"
            .formatted(ContextLimits.LEAST_TOKENS, ContextLimits.MOST_TOKENS),
        value);
  }

  /** Model calls for one request. */
  public static Optional<String> maxCallsPerRequest(int value) {
    return problem(
        value >= 1 && value <= Timers.MOST_CALLS_PER_REQUEST,
        "maxCallsPerRequest is %%d, expected 1 to %d: no more calls of 60 s fit in a request"
            .formatted(Timers.MOST_CALLS_PER_REQUEST),
        value);
  }

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

  /** Requests a second. */
  public static Optional<String> rateLimit(double value) {
    return problem(
        Double.isFinite(value) && value > 0 && value <= 10_000,
        "rateLimit is %s requests a second, expected more than 0 and at most 10000, the account's"
            + " own limit",
        value);
  }

  /** Requests at once. */
  public static Optional<String> burstLimit(int value) {
    return problem(
        value >= 1 && value <= 5_000,
        "burstLimit is %d requests, expected 1 to 5000, the account's own limit",
        value);
  }

  /** Requests in a period. */
  public static Optional<String> quotaLimit(int value) {
    return problem(value >= 1, "quotaLimit is %d requests, expected at least 1", value);
  }

  /** US dollars a month. */
  public static Optional<String> monthlyBudget(double value) {
    return problem(
        Double.isFinite(value) && value > 0,
        "monthlyBudget is %s, expected US dollars, more than 0",
        value);
  }

  /**
   * Throws if there is any problem.
   *
   * @throws IllegalArgumentException naming every problem
   */
  public static void require(List<Optional<String>> problems) {
    String all = problems.stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(all);
    }
  }

  private static Optional<String> problem(boolean fine, String sentence, Object value) {
    Objects.requireNonNull(value, "value");
    return fine ? Optional.empty() : Optional.of(sentence.formatted(value));
  }
}
