package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.List;
import java.util.Objects;

/**
 * What a model answered.
 *
 * @param content its text; empty where it only calls tools
 * @param toolCalls the calls it makes, empty for none
 * @param finishReason why it ended
 * @param logprobs log probabilities of its tokens; empty where they were not asked for
 */
public record ChatAnswer(
    String content,
    List<ToolCall> toolCalls,
    FinishReason finishReason,
    List<TokenLogprob> logprobs) {

  public ChatAnswer {
    Objects.requireNonNull(content, "content");
    toolCalls = List.copyOf(toolCalls);
    Objects.requireNonNull(finishReason, "finishReason");
    logprobs = List.copyOf(logprobs);
  }
}
