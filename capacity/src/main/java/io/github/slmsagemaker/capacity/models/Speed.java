package io.github.slmsagemaker.capacity.models;

import java.util.OptionalDouble;

/**
 * How fast one request is served.
 *
 * @param promptTokensPerSecond reading; empty where nothing can be said
 * @param decodeTokensPerSecond generating
 * @param basis what these numbers rest on
 */
public record Speed(
    OptionalDouble promptTokensPerSecond, double decodeTokensPerSecond, String basis) {

  /** Seconds of reading; 0 where nothing can be said. */
  public double reading(double tokens) {
    return promptTokensPerSecond.isPresent() ? tokens / promptTokensPerSecond.getAsDouble() : 0;
  }

  /** Seconds of one request. */
  public double seconds(int promptTokens, int outputTokens) {
    return reading(promptTokens) + outputTokens / decodeTokensPerSecond;
  }
}
