package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Usage;
import java.util.Objects;
import java.util.Optional;

/**
 * How an answer ended.
 *
 * @param finishReason why
 * @param usage tokens of all model calls that it took
 * @param stop the client's stop string that ended it, where one did
 */
public record AnswerEnd(FinishReason finishReason, Usage usage, Optional<String> stop) {
  public AnswerEnd {
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(stop, "stop");
  }
}
