package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.output.StopCutter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Cuts a generation's text at the client's stop strings, whatever the engine did about them. */
final class TextOutput implements Engine.PieceListener {
  private final StopCutter cutter;
  private final BiConsumer<String, List<TokenLogprob>> target;
  private final BooleanSupplier served;

  TextOutput(List<String> stop, BiConsumer<String, List<TokenLogprob>> target) {
    this(stop, target, () -> false);
  }

  /**
   * @param served whether the target has heard all that it will hand out
   */
  TextOutput(
      List<String> stop, BiConsumer<String, List<TokenLogprob>> target, BooleanSupplier served) {
    this.cutter = new StopCutter(stop);
    this.target = target;
    this.served = served;
  }

  @Override
  public void accept(Piece piece) {
    if (!cutter.stopped()) {
      hand(cutter.feed(piece.text()), piece.logprobs());
    }
  }

  @Override
  public boolean enough() {
    return cutter.stopped() || served.getAsBoolean();
  }

  /** Hands out what was held back because it might have become a stop string. */
  void finish() {
    hand(cutter.finish(), List.of());
  }

  boolean stopped() {
    return cutter.stopped();
  }

  /** The stop string that was met. */
  Optional<String> stop() {
    return cutter.met();
  }

  private void hand(String text, List<TokenLogprob> logprobs) {
    if (!text.isEmpty() || !logprobs.isEmpty()) {
      target.accept(text, logprobs);
    }
  }
}
