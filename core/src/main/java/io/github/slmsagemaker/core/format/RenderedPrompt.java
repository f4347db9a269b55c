package io.github.slmsagemaker.core.format;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model reads for one request, and what to expect of its answer.
 *
 * @param text the prompt; only the codec's own control tokens are in it
 * @param outputSchema JSON Schema to hold the output to, on engines that can; empty for free text
 * @param insideCall whether the prompt ends inside a {@code <tool_call>}, so that the answer starts
 *     with the call's JSON
 * @param callable names of the tools that the answer may call
 * @param severalCalls whether it may hold several calls
 */
public record RenderedPrompt(
    String text,
    Optional<ObjectNode> outputSchema,
    boolean insideCall,
    Set<String> callable,
    boolean severalCalls) {

  public RenderedPrompt {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(outputSchema, "outputSchema");
    callable = Set.copyOf(callable);
  }
}
