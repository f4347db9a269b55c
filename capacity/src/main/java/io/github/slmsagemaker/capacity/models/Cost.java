package io.github.slmsagemaker.capacity.models;

import java.util.List;
import java.util.OptionalDouble;

/**
 * US dollars; empty where no price was found. Lambda, API Gateway and data processed are not in it.
 *
 * @param perRequest one request of the traffic
 * @param perMillionTokens a million tokens, read and generated alike, in the traffic's proportion
 * @param leastPerMonth the month at this traffic if all requests of a day come in a row
 * @param perMonth the month at this traffic; on lane {@code gpu} if each request comes alone
 * @param worstMonth every hour of a month at full concurrency: nothing can cost more
 * @param basis what these numbers rest on
 * @param rivals the same traffic elsewhere
 */
public record Cost(
    OptionalDouble perRequest,
    OptionalDouble perMillionTokens,
    OptionalDouble leastPerMonth,
    OptionalDouble perMonth,
    OptionalDouble worstMonth,
    String basis,
    List<Rival> rivals) {
  public Cost {
    rivals = List.copyOf(rivals);
  }

  /** Whether somebody else asks less for the same traffic; false where either is not known. */
  public boolean isBeatenBy(Rival rival) {
    return perMonth.isPresent()
        && rival.perMonth().isPresent()
        && rival.perMonth().getAsDouble() < perMonth.getAsDouble();
  }

  /**
   * The same traffic on another service.
   *
   * @param name such as {@code Bedrock}
   * @param perMonth US dollars; empty where no price was found
   * @param basis for what, and where the price was read
   */
  public record Rival(String name, OptionalDouble perMonth, String basis) {}
}
