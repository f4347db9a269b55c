package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All that one generation came to.
 *
 * @param text what is no call; where a call was required, the remains of a broken one
 * @param logprobs of the text
 * @param calls whole calls
 * @param end how it ended
 */
record Attempt(String text, List<TokenLogprob> logprobs, List<ToolCall> calls, AnswerEnd end) {
  Attempt {
    logprobs = List.copyOf(logprobs);
    calls = List.copyOf(calls);
  }

  /** Whether the budget or the context was used up. */
  boolean cut() {
    return end.finishReason() == FinishReason.LENGTH;
  }

  /** Holds an answer back while it comes, all of it or all but its text. */
  static final class Held implements AnswerListener {
    private final BiConsumer<String, List<TokenLogprob>> alsoText;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();

    private Held(BiConsumer<String, List<TokenLogprob>> alsoText) {
      this.alsoText = alsoText;
    }

    static Held all() {
      return new Held((_, _) -> {});
    }

    static Held allButTextTo(AnswerListener listener) {
      return new Held(listener::text);
    }

    @Override
    public void text(String more, List<TokenLogprob> moreLogprobs) {
      text.append(more);
      logprobs.addAll(moreLogprobs);
      alsoText.accept(more, moreLogprobs);
    }

    @Override
    public void call(ToolCall call) {
      calls.add(call);
    }

    Attempt ended(AnswerEnd end) {
      return new Attempt(text.toString(), logprobs, calls, end);
    }
  }
}
