package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.core.engine.TokenEstimate;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;

/**
 * Reads a prompt that is too long for one call in growing prefixes, so that the call that answers
 * finds most of it in the cache.
 *
 * <p>Tokens are estimated from bytes: without the vocabulary nobody knows. A prefix may end inside
 * what would have been one token; then that much is read again.
 */
final class PromptReading {
  /** Tokens to ask for where no further call can go on from the first. */
  private static final int LEAST_ANSWER = 16;

  private final BoundedCalls calls;
  private final CallLimits limits;

  PromptReading(BoundedCalls calls, CallLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  /**
   * Reads ahead as far as is needed.
   *
   * @return the tokens that are left to read, an estimate
   * @throws Failure.ContextLengthExceeded where that cannot be done; nothing was spent unless the
   *     model turned out to be slower than it was before
   */
  double unread(Generation generation) {
    String text = generation.prompt().text();
    int known =
        limits.beginning().filter(it -> it.begins(text)).map(KnownBeginning::length).orElse(0);
    String rest = text.substring(known);
    double all = TokenEstimate.high(rest);
    if (calls.writable(all) >= least(generation)) {
      return all;
    }
    int readers = canReadAhead() ? calls.left() : 1;
    double fewest = TokenEstimate.low(rest);
    if (fewest > calls.readableAtBest(readers)) {
      throw tooLong(fewest, readers);
    }
    return canReadAhead() ? readAhead(text, known, all) : all;
  }

  /** Tokens of answer that the call which reads the rest is to have time for. */
  int least(Generation generation) {
    return canReadAhead() ? 1 : Math.min(LEAST_ANSWER, generation.maxTokens());
  }

  private boolean canReadAhead() {
    return limits.cacheCertain() && calls.canContinue() && limits.calls() > 1;
  }

  private double readAhead(String text, int known, double estimate) {
    int read = known;
    double unread = estimate;
    while (calls.writable(unread) < 1) {
      if (calls.left() == 1) {
        return lastly(unread);
      }
      String prefix = prefix(text, read + (text.length() - read) * calls.readable() / unread);
      read = prefix.length();
      unread = (double) tokensRead(prefix) / read * (text.length() - read);
    }
    return unread;
  }

  /** The last call may take all the time there is: the calls before it would have been in vain. */
  private double lastly(double unread) {
    if (unread > calls.readableInTime()) {
      throw tooLong(unread, limits.calls());
    }
    return unread;
  }

  /** With one token of answer, which is dropped: the engine gives no less. */
  private int tokensRead(String prefix) {
    Generation reading = Generation.of(Prompt.of(prefix), 1, Sampling.GREEDY);
    return calls.ask(reading, _ -> {}).promptTokens();
  }

  private Failure tooLong(double tokens, int readers) {
    return new Failure.ContextLengthExceeded(
        ("the prompt has about %.0f tokens, more than this endpoint reads in the time it has (%d"
                + " calls of %d s); shorten the messages")
            .formatted(tokens, readers, limits.callTime().toSeconds()));
  }

  /** The beginning of a text, about so long, no character cut. */
  private static String prefix(String text, double length) {
    int end = (int) Math.clamp((long) Math.floor(length), 1L, text.length());
    boolean inside = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, inside && end > 1 ? end - 1 : end);
  }
}
