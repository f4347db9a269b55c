package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.deployment.ContextLimits;
import io.github.slmsagemaker.core.deployment.Timers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the numbers and words of a deployment may be. AWS's own limits among them are those that
 * neither the CDK nor its validator checks; a deployment would fail on them after minutes.
 */
public final class Limits {
  /** Tokens of prompt and answer together, whatever the model. */
  public static final Bounds CONTEXT_TOKENS =
      Bounds.of(
          ContextLimits.LEAST_TOKENS,
          ContextLimits.MOST_TOKENS,
          " tokens",
          ", the most that the model was trained for");

  /** Model calls for one request. */
  public static final Bounds CALLS_PER_REQUEST =
      Bounds.of(
          1,
          Timers.MOST_CALLS_PER_REQUEST,
          "",
          ": no more calls of %d s fit in a request".formatted(Timers.SERVERLESS_CALL.toSeconds()));

  /** Calls that an endpoint works on at once; the serverless bound, and ours for all. */
  public static final Bounds CONCURRENCY = ServerlessLimits.load().concurrency();

  /** Instances that the GPU lanes may grow to. */
  public static final Bounds INSTANCES = Bounds.atLeast(1, "");

  /** Requests at once. */
  public static final Bounds BURST = Bounds.of(1, 5_000, " requests", ", the account's own limit");

  /** Requests in a period. */
  public static final Bounds QUOTA = Bounds.atLeast(1, " requests");

  private static final double MOST_RATE = 10_000;
  private static final Pattern INSTANCE_TYPE = Pattern.compile("ml\\.[gp]\\d[a-z]*\\.\\w+");
  private static final Pattern RESOURCE_NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private Limits() {}

  /** Kind of instance on the GPU lanes; whether the model fits on it says {@code capacity}. */
  public static Optional<String> instanceType(String name, String value) {
    return problem(
        INSTANCE_TYPE.matcher(value).matches(),
        "%s is '%s', expected a GPU instance of SageMaker, such as ml.g5.xlarge (24 GB),"
            + " ml.g6.xlarge (24 GB) or ml.g6e.xlarge (48 GB)",
        name,
        value);
  }

  /** Name of an endpoint or an inference component, which is no ARN. */
  public static Optional<String> resourceName(String name, String value) {
    return problem(
        RESOURCE_NAME.matcher(value).matches(),
        "%s is '%s', expected its name in SageMaker: up to 63 letters, digits and inner hyphens",
        name,
        value);
  }

  /** Requests a second. */
  public static Optional<String> rate(String name, double value) {
    return problem(
        Double.isFinite(value) && value > 0 && value <= MOST_RATE,
        "%s is %s requests a second, expected more than 0 and at most 10000, the account's own"
            + " limit",
        name,
        value);
  }

  /** US dollars a month, 0 for no budget. */
  public static Optional<String> budget(String name, double value) {
    return problem(
        Double.isFinite(value) && value >= 0,
        "%s is %s, expected US dollars, or 0 for no budget",
        name,
        value);
  }

  /**
   * US dollars a month that calls may cost. A single request may take some dozen of the longest
   * calls: less than a dollar would leave room for hardly one.
   */
  public static Optional<String> spending(String name, double value) {
    return problem(
        value >= 1 && value <= 1_000_000,
        "%s is %s, expected 1 to 1000000 US dollars",
        name,
        value);
  }

  /** Who is told. */
  public static Optional<String> email(String name, String value) {
    return problem(
        EMAIL.matcher(value).matches(), "%s is '%s', expected an e-mail address", name, value);
  }

  private static Optional<String> problem(
      boolean fine, String sentence, String name, Object value) {
    return fine ? Optional.empty() : Optional.of(sentence.formatted(name, value));
  }
}
