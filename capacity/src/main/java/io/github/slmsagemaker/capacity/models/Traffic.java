package io.github.slmsagemaker.capacity.models;

/**
 * What is asked of a deployment.
 *
 * @param requestsPerDay requests, spread as they come
 * @param promptTokens tokens that each has to read
 * @param outputTokens tokens that each gets
 */
public record Traffic(int requestsPerDay, int promptTokens, int outputTokens) {
  /** Days of a month: 365.25 / 12. */
  static final double DAYS_PER_MONTH = 365.25 / 12;

  static final double HOURS_PER_MONTH = DAYS_PER_MONTH * 24;

  public Traffic {
    requireAtLeastOne("requestsPerDay", requestsPerDay);
    requireAtLeastOne("promptTokens", promptTokens);
    requireAtLeastOne("outputTokens", outputTokens);
  }

  /** A small team: 100 requests a day of 200 tokens, with answers of 150. */
  public static Traffic usual() {
    return new Traffic(100, 200, 150);
  }

  double requestsPerMonth() {
    return requestsPerDay * DAYS_PER_MONTH;
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
    }
  }
}
