package io.github.slmsagemaker.ledger.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which table, and how it is reached.
 *
 * @param table its name
 * @param endpoint what stands in for AWS, with credentials that it ignores; empty for AWS itself,
 *     reached as the SDK finds it in the environment
 * @param attempt longest time for one attempt
 * @param total longest time for all attempts together
 */
public record DynamoDbSettings(
    String table, Optional<URI> endpoint, Duration attempt, Duration total) {

  /**
   * The first attempt of a process that has just started has a connection to make, on little CPU.
   */
  private static final Duration ATTEMPT = Duration.ofMillis(2_500);

  private static final Duration TOTAL = Duration.ofSeconds(6);

  public DynamoDbSettings {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(attempt, "attempt");
    Objects.requireNonNull(total, "total");
  }

  /** A table of AWS. */
  public static DynamoDbSettings of(String table) {
    return new DynamoDbSettings(table, Optional.empty(), ATTEMPT, TOTAL);
  }

  /** The same on what stands in for AWS. */
  public DynamoDbSettings at(URI address) {
    return new DynamoDbSettings(table, Optional.of(address), attempt, total);
  }

  /** The same with less time. */
  DynamoDbSettings within(Duration oneAttempt, Duration allAttempts) {
    return new DynamoDbSettings(table, endpoint, oneAttempt, allAttempts);
  }
}
