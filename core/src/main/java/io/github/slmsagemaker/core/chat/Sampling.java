package io.github.slmsagemaker.core.chat;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How the next token is drawn.
 *
 * @param temperature 0 (always the likeliest token) to 2
 * @param topP above 0, at most 1 (no cut)
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param seed makes a draw repeatable where the engine can
 * @param logitBias token id to a bias of -100 to 100
 * @param beyond what OpenAI's API has no field for
 */
public record Sampling(
    double temperature,
    double topP,
    double frequencyPenalty,
    double presencePenalty,
    OptionalLong seed,
    Map<Integer, Double> logitBias,
    Beyond beyond) {

  /** OpenAI's defaults: temperature 1 and nothing else. */
  public static final Sampling DEFAULT = new Sampling(1, 1, 0, 0, OptionalLong.empty(), Map.of());

  /** The likeliest token each time. */
  public static final Sampling GREEDY = DEFAULT.withTemperature(0);

  public Sampling {
    requireWithin("temperature", temperature, 0, 2);
    requireWithin("topP", topP, Double.MIN_VALUE, 1);
    requireWithin("frequencyPenalty", frequencyPenalty, -2, 2);
    requireWithin("presencePenalty", presencePenalty, -2, 2);
    logitBias = Map.copyOf(logitBias);
    Objects.requireNonNull(beyond, "beyond");
  }

  /** By the fields of OpenAI's API alone. */
  public Sampling(
      double temperature,
      double topP,
      double frequencyPenalty,
      double presencePenalty,
      OptionalLong seed,
      Map<Integer, Double> logitBias) {
    this(temperature, topP, frequencyPenalty, presencePenalty, seed, logitBias, Beyond.NOTHING);
  }

  /** Whether the likeliest token is always taken. */
  public boolean greedy() {
    return temperature == 0;
  }

  public Sampling withTemperature(double value) {
    return new Sampling(value, topP, frequencyPenalty, presencePenalty, seed, logitBias, beyond);
  }

  public Sampling withSeed(long value) {
    OptionalLong given = OptionalLong.of(value);
    return new Sampling(
        temperature, topP, frequencyPenalty, presencePenalty, given, logitBias, beyond);
  }

  public Sampling with(Beyond more) {
    return new Sampling(
        temperature, topP, frequencyPenalty, presencePenalty, seed, logitBias, more);
  }

  private static void requireWithin(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected " + least + " to " + most);
    }
  }

  /**
   * What clients of other servers draw by.
   *
   * @param topK how many of the likeliest tokens are drawn from; 0 for all
   * @param minP least probability, as a share of the likeliest token's, 0 to 1
   * @param repeatPenalty what a repeated token's logit is divided by, above 0, at most 2; 1 for
   *     nothing
   * @param ignoreEnd whether the model may not end its turn, so that the budget alone ends it
   */
  public record Beyond(int topK, double minP, double repeatPenalty, boolean ignoreEnd) {
    public static final Beyond NOTHING = new Beyond(0, 0, 1, false);

    public Beyond {
      requireWithin("topK", topK, 0, Integer.MAX_VALUE);
      requireWithin("minP", minP, 0, 1);
      requireWithin("repeatPenalty", repeatPenalty, Double.MIN_VALUE, 2);
    }
  }
}
