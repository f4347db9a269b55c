package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Receives an answer while it comes, on the calling thread. What it throws ends the answer. */
public interface AnswerListener {
  /** Some text, not empty unless only log probabilities came. */
  void text(String text, List<TokenLogprob> logprobs);

  /** A whole tool call. */
  void call(ToolCall call);

  /** One that hands on what it is told. */
  static AnswerListener of(BiConsumer<String, List<TokenLogprob>> texts, Consumer<ToolCall> calls) {
    return new AnswerListener() {
      @Override
      public void text(String text, List<TokenLogprob> logprobs) {
        texts.accept(text, logprobs);
      }

      @Override
      public void call(ToolCall call) {
        calls.accept(call);
      }
    };
  }
}
