package io.github.slmsagemaker.core.chat;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A validated request to continue a plain text, OpenAI's older {@code /v1/completions}.
 *
 * @param model the model's id as the client wrote it
 * @param prompts what to go on from, each for an answer of its own; at least one
 * @param echo whether the answer starts with the prompt
 * @param sampling how tokens are drawn
 * @param maxTokens most tokens of each answer; OpenAI's default is 16, 0 is for an echo alone
 * @param stop strings that end the answer and are not part of it, at most 4
 * @param topLogprobs as in {@link ChatRequest}
 * @param delivery one piece, or a stream
 */
public record CompletionRequest(
    String model,
    List<CompletionPrompt> prompts,
    boolean echo,
    Sampling sampling,
    int maxTokens,
    List<String> stop,
    OptionalInt topLogprobs,
    Delivery delivery) {

  public CompletionRequest {
    Objects.requireNonNull(model, "model");
    prompts = List.copyOf(prompts);
    Objects.requireNonNull(sampling, "sampling");
    stop = List.copyOf(stop);
    Objects.requireNonNull(delivery, "delivery");
  }
}
