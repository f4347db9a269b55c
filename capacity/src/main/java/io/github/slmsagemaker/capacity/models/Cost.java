package io.github.slmsagemaker.capacity.models;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param breakEven use from which always-on costs no more; on lane {@code gpu} alone
 */
public record Cost(
    OptionalDouble perRequest,
    OptionalDouble perMillionTokens,
    OptionalDouble leastPerMonth,
    OptionalDouble perMonth,
    OptionalDouble worstMonth,
    String basis,
    List<Rival> rivals,
    Optional<BreakEven> breakEven) {
  public Cost {
    rivals = List.copyOf(rivals);
    Objects.requireNonNull(breakEven, "breakEven");
  }

  /** Whether somebody else asks less for the same traffic; false where either is not known. */
  public boolean isBeatenBy(Rival rival) {
    return perMonth.isPresent()
        && rival.perMonth().isPresent()
        && rival.perMonth().getAsDouble() < perMonth.getAsDouble();
  }

  /**
   * Where an instance that goes while it is idle is up all the month, and so costs what one costs
   * that stays: the hour has the same price.
   *
   * @param hours hours of work in a month, in one row a day
   * @param requests requests in a month of which each comes alone
   */
  public record BreakEven(double hours, double requests) {}

  /**
   * The same traffic on another service.
   *
   * @param name such as {@code Bedrock}
   * @param perMonth US dollars; empty where no price was found
   * @param basis for what, and where the price was read
   */
  public record Rival(String name, OptionalDouble perMonth, String basis) {}
}
