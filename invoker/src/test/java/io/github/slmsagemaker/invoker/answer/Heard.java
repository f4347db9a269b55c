package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it hears. */
final class Heard implements AnswerListener {
  private final List<String> texts = new ArrayList<>();
  private final List<TokenLogprob> logprobs = new ArrayList<>();
  private final List<ToolCall> calls = new ArrayList<>();
  @Nullable AnswerEnd end;

  @Override
  public void text(String text, List<TokenLogprob> more) {
    texts.add(text);
    logprobs.addAll(more);
  }

  @Override
  public void call(ToolCall call) {
    calls.add(call);
  }

  String text() {
    return String.join("", texts);
  }

  List<String> texts() {
    return texts;
  }

  List<TokenLogprob> logprobs() {
    return logprobs;
  }

  List<ToolCall> calls() {
    return calls;
  }

  AnswerEnd end() {
    return Objects.requireNonNull(end);
  }
}
