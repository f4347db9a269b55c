package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.failure.Failure;
import tools.jackson.databind.JsonNode;

/** Numbers of an engine's reply, of which nothing is certain before it was looked at. */
final class ReplyNumbers {
  /** What OpenAI reports for a token that is out of the question; llama-server says -3.4e38. */
  private static final double LEAST_LOGPROB = -9999;

  private ReplyNumbers() {}

  /**
   * A token's id or a byte of its text.
   *
   * @throws Failure.EngineFailed where it is no whole number of 32 bits: a guess would end up in
   *     the answer
   */
  static int whole(JsonNode number) {
    if (number.isIntegralNumber() && number.canConvertToInt()) {
      return number.intValue();
    }
    throw new Failure.EngineFailed(
        "the engine's answer has "
            + EngineErrors.quote(number.toString())
            + " for a token, expected a whole number; it was not asked again");
  }

  /** A log probability, within what JSON can say: an engine's lowest is minus infinity to some. */
  static double logprob(JsonNode number) {
    return Math.clamp(number.asDouble(LEAST_LOGPROB), LEAST_LOGPROB, 0);
  }
}
