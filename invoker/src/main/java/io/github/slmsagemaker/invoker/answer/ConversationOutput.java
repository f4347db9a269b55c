package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.output.Delta;
import io.github.slmsagemaker.core.output.AnswerParser;
import io.github.slmsagemaker.core.format.RenderedPrompt;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import java.util.List;
import java.util.function.Supplier;

/**
 * Text and tool calls, handed out as soon as it is clear which is which. A malformed call is text.
 */
final class ConversationOutput {
  private final AnswerParser parser;
  private final AnswerListener listener;
  private boolean called;

  ConversationOutput(RenderedPrompt prompt, Supplier<String> callIds, AnswerListener listener) {
    this.parser = AnswerParser.of(prompt, callIds);
    this.listener = listener;
  }

  void text(String text, List<TokenLogprob> logprobs) {
    hand(parser.feed(text), logprobs);
  }

  /** The answer is over: hands out the rest and tells how a client should see the end. */
  FinishReason finish(FinishReason reason) {
    hand(parser.finish(), List.of());
    return called && (parser.ended() || reason == FinishReason.STOP)
        ? FinishReason.TOOL_CALLS
        : reason;
  }

  /** Whether nothing more will be handed out. */
  boolean ended() {
    return parser.ended();
  }

  private void hand(List<Delta> deltas, List<TokenLogprob> logprobs) {
    List<TokenLogprob> pending = logprobs;
    for (Delta delta : deltas) {
      switch (delta) {
        case Delta.Text said -> {
          listener.text(said.text(), pending);
          pending = List.of();
        }
        case Delta.Call made -> {
          called = true;
          listener.call(made.call());
        }
      }
    }
    if (!pending.isEmpty()) {
      listener.text("", pending);
    }
  }
}
