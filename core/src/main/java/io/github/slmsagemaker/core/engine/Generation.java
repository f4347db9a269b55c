package io.github.slmsagemaker.core.engine;

import io.github.slmsagemaker.core.chat.Sampling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing to generate.
 *
 * @param prompt what the model reads
 * @param maxTokens most tokens to generate, at least 1; {@link #AS_MANY_AS_FIT} for no limit but
 *     the context
 * @param sampling how tokens are drawn
 * @param stop strings to stop at, for engines that can; their text is not handed out
 * @param outputSchema JSON Schema that the output is held to, for engines that can
 * @param topLogprobs alternatives to report for each token, 0 for the token alone; empty for no log
 *     probabilities
 */
public record Generation(
    Prompt prompt,
    int maxTokens,
    Sampling sampling,
    List<String> stop,
    Optional<ObjectNode> outputSchema,
    OptionalInt topLogprobs) {

  /** Until the model ends its turn or the context is full. */
  public static final int AS_MANY_AS_FIT = Integer.MAX_VALUE;

  public Generation {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(sampling, "sampling");
    stop = List.copyOf(stop);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens is " + maxTokens + ", expected at least 1");
    }
  }

  /** A plain generation: no stop strings, no schema, no log probabilities. */
  public static Generation of(Prompt prompt, int maxTokens, Sampling sampling) {
    return new Generation(
        prompt, maxTokens, sampling, List.of(), Optional.empty(), OptionalInt.empty());
  }

  /** The same with another prompt and budget, for the next call of one answer. */
  public Generation continued(Prompt next, int tokensLeft) {
    return new Generation(next, tokensLeft, sampling, stop, outputSchema, topLogprobs);
  }

  /** The same without a schema, for an engine that cannot hold its output to this one. */
  public Generation unconstrained() {
    return new Generation(prompt, maxTokens, sampling, stop, Optional.empty(), topLogprobs);
  }
}
