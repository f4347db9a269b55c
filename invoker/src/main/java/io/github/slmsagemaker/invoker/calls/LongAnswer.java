package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Completion.Speed;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.output.StopCutter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One answer in as many calls as it takes. */
final class LongAnswer {
  /** A character has up to four tokens: a smaller call could end inside the same one for ever. */
  private static final int LEAST_FURTHER = 4;

  private final BoundedCalls calls;
  private final Generation wanted;
  private final PieceListener pieces;
  private final StopCutter stop;
  private final List<Completion> parts = new ArrayList<>();
  private final List<Integer> ids = new ArrayList<>();
  private boolean cacheCertain;
  private int written;

  LongAnswer(BoundedCalls calls, boolean cacheCertain, Generation wanted, PieceListener pieces) {
    this.calls = calls;
    this.wanted = wanted;
    this.pieces = pieces;
    this.stop = new StopCutter(wanted.stop());
    this.cacheCertain = cacheCertain;
  }

  /**
   * Generates to the end.
   *
   * @param first tokens that the first call has time for, at least 1
   */
  Completion toEnd(double first) {
    Optional<FinishReason> end = next((int) Math.min(first, tokensLeft()));
    while (end.isEmpty()) {
      double size = calls.writable(unread());
      boolean worthIt = size >= Math.min(LEAST_FURTHER, tokensLeft());
      end = worthIt ? next((int) Math.min(size, tokensLeft())) : Optional.of(FinishReason.LENGTH);
    }
    hand(stop.finish(), List.of());
    return whole(end.get());
  }

  private int tokensLeft() {
    return wanted.maxTokens() == Generation.AS_MANY_AS_FIT
        ? Generation.AS_MANY_AS_FIT
        : wanted.maxTokens() - written;
  }

  /** What a further call has to read: all of it where the cache may be another instance's. */
  private double unread() {
    return cacheCertain ? 1 : parts.getFirst().promptTokens() + written;
  }

  /** Makes a call; why the answer ended, or empty where it goes on. */
  private Optional<FinishReason> next(int size) {
    boolean mayGoOn = size < tokensLeft() && calls.left() > 1 && calls.canContinue();
    List<Piece> said = new ArrayList<>();
    Completion part;
    try {
      part = calls.ask(generation(size, mayGoOn), said::add);
    } catch (Failure.ContextLengthExceeded full) {
      if (parts.isEmpty()) {
        throw full;
      }
      return Optional.of(FinishReason.LENGTH);
    }
    boolean goesOn = mayGoOn && cutBySize(part, size) && part.hasAllIds();
    int givenBack = goesOn ? givenBack(part) : 0;
    take(part, givenBack);
    hand(givenBack > 0 ? said.subList(0, said.size() - 1) : said);
    if (part.finishReason() == FinishReason.STOP || stop.stopped() || pieces.enough()) {
      return Optional.of(FinishReason.STOP);
    }
    return goesOn ? Optional.empty() : Optional.of(FinishReason.LENGTH);
  }

  /** Otherwise the context is full. */
  private static boolean cutBySize(Completion part, int size) {
    return part.finishReason() == FinishReason.LENGTH && part.completionTokens() >= size;
  }

  /** Nothing where it would be all: the next call would end in the same place. */
  private static int givenBack(Completion part) {
    return part.unfinishedTokens() < part.completionTokens() ? part.unfinishedTokens() : 0;
  }

  private Generation generation(int size, boolean mayGoOn) {
    boolean first = parts.isEmpty();
    return new Generation(
        wanted.prompt().after(ids),
        size,
        sampling(parts.size()),
        wanted.stop(),
        first ? wanted.outputSchema() : Optional.empty(),
        mayGoOn && wanted.topLogprobs().isEmpty() ? OptionalInt.of(0) : wanted.topLogprobs());
  }

  private Sampling sampling(int part) {
    Sampling sampling = wanted.sampling();
    return sampling.seed().isPresent()
        ? sampling.withSeed(sampling.seed().getAsLong() + part)
        : sampling;
  }

  private void take(Completion part, int givenBack) {
    if (!parts.isEmpty()) {
      // All but the last tokens of the call before were there, if the cache was.
      cacheCertain &= part.cachedTokens() >= parts.getFirst().promptTokens();
    }
    parts.add(part);
    int kept = part.completionTokens() - givenBack;
    written += kept;
    ids.addAll(part.tokenIds().subList(0, Math.min(kept, part.tokenIds().size())));
  }

  private void hand(List<Piece> said) {
    for (Piece piece : said) {
      if (!stop.stopped()) {
        hand(
            stop.feed(piece.text()),
            wanted.topLogprobs().isPresent() ? piece.logprobs() : List.of());
      }
    }
  }

  private void hand(String text, List<TokenLogprob> logprobs) {
    if (!text.isEmpty() || !logprobs.isEmpty()) {
      pieces.accept(new Piece(text, logprobs));
    }
  }

  private Completion whole(FinishReason reason) {
    Completion first = parts.getFirst();
    Optional<Speed> speed =
        parts.stream()
            .map(Completion::speed)
            .reduce(
                (a, b) ->
                    a.isPresent() && b.isPresent()
                        ? Optional.of(sum(a.get(), b.get()))
                        : Optional.empty())
            .orElseThrow();
    return new Completion(
        reason,
        first.promptTokens(),
        written,
        calls.cachedAtFirst(),
        ids.size() == written ? ids : List.of(),
        speed,
        parts.getLast().unfinishedTokens(),
        parts.getLast().stopWord());
  }

  private static Speed sum(Speed a, Speed b) {
    return new Speed(a.reading().plus(b.reading()), a.writing().plus(b.writing()));
  }
}
