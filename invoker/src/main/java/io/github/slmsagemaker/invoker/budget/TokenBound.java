package io.github.slmsagemaker.invoker.budget;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.core.engine.Generation;

/**
 * The most tokens that a generation can come to.
 *
 * <p>A token spells at least one byte, so a text has no more of them than bytes; engines add the
 * first token and some a blank before the text. Prompt and answer together are never more than the
 * context.
 *
 * @param contextTokens of prompt and answer together
 */
public record TokenBound(int contextTokens) {
  /** What engines put before a prompt by themselves. */
  private static final int ADDED = 8;

  /** What a repair shows beside the answer: why it cannot be used. */
  private static final int COMPLAINT = 1_024;

  /** Of one generation. */
  long of(Generation generation) {
    long prompt =
        (long) generation.prompt().text().getBytes(UTF_8).length
            + generation.prompt().generated().size()
            + ADDED;
    return Math.min(prompt + answer(generation), contextTokens);
  }

  /**
   * What a repair of its answer is likely to come to at most: the prompt again, the answer, why it
   * cannot be used, and an answer. Where that turns out to be too little, more is reserved.
   */
  long ofRepair(Generation generation) {
    return Math.min(of(generation) + answer(generation) + COMPLAINT, contextTokens);
  }

  private long answer(Generation generation) {
    return Math.min(generation.maxTokens(), contextTokens);
  }
}
