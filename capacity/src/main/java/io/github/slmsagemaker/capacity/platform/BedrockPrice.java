package io.github.slmsagemaker.capacity.platform;

import io.github.slmsagemaker.core.catalogue.ModelId;

/**
 * What Bedrock charges for the model that is nearest to one of ours.
 *
 * @param model ours
 * @param offered what Bedrock has instead
 * @param inputPerMillion US dollars for a million tokens read
 * @param outputPerMillion US dollars for a million tokens generated
 * @param asOf when, as far as the source says
 * @param source where it was read
 */
public record BedrockPrice(
    ModelId model,
    String offered,
    double inputPerMillion,
    double outputPerMillion,
    String asOf,
    String source) {

  /** US dollars for one request. */
  public double request(int promptTokens, int outputTokens) {
    return (promptTokens * inputPerMillion + outputTokens * outputPerMillion) / 1e6;
  }
}
