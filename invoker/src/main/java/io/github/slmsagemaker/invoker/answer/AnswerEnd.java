package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Usage;
import java.util.Objects;

/**
 * How an answer ended.
 *
 * @param finishReason why
 * @param usage tokens of all model calls that it took
 */
public record AnswerEnd(FinishReason finishReason, Usage usage) {
  public AnswerEnd {
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(usage, "usage");
  }
}
