package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.time.Instant;

/** The model calls of one request: how many are left, and what the next one can do in its time. */
final class BoundedCalls {
  private final Engine engine;
  private final CallLimits limits;
  private final Pace pace;
  private final Call call;
  private int made;
  private int cachedAtFirst;

  BoundedCalls(Engine engine, CallLimits limits, Pace pace, Call call) {
    this.engine = engine;
    this.limits = limits;
    this.pace = pace;
    this.call = call;
  }

  /** Prompt tokens that were in the cache before this request put any there. */
  int cachedAtFirst() {
    return cachedAtFirst;
  }

  int left() {
    return limits.calls() - made;
  }

  boolean canContinue() {
    return engine.capabilities().can(Capability.CONTINUATION);
  }

  /** Tokens that the next call could read if it did nothing else. */
  double readable() {
    return limits.usableSeconds(call.deadline()) * pace.reading();
  }

  /** The same where it may take all the time there is. */
  double readableInTime() {
    return limits.seconds(call.deadline()) * pace.reading();
  }

  /**
   * Tokens that so many calls read at the best that can be hoped for: more is certainly too much.
   */
  double readableAtBest(int calls) {
    double best = pace.readingAtBest();
    if (calls == 1) {
      return limits.seconds(call.deadline()) * best;
    }
    double believed = pace.reading();
    double read = 0;
    for (int made = 1; made < calls; made++) {
      read += limits.usableSeconds(call.deadline()) * believed;
      believed = Pace.learned(believed, best);
    }
    return read + limits.seconds(call.deadline()) * believed;
  }

  /**
   * Tokens that the next call can generate after it has read so many; below 1 where it cannot.
   *
   * @param unread tokens that are not in the cache
   */
  double writable(double unread) {
    double seconds = limits.usableSeconds(call.deadline()) - unread / pace.reading();
    return seconds * pace.writing();
  }

  /**
   * Makes the next call.
   *
   * @throws Failure.EndpointUnavailable instead of what invites a repetition, once tokens were paid
   *     for
   */
  Completion ask(Generation generation, PieceListener pieces) {
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    boolean first = made == 0;
    made++;
    Instant start = call.deadline().clock().instant();
    try {
      Completion completion = engine.generate(generation, call, pieces);
      cachedAtFirst = first ? completion.cachedTokens() : cachedAtFirst;
      pace.observe(completion, Duration.between(start, call.deadline().clock().instant()));
      return completion;
    } catch (Failure.ModelWarmingUp | Failure.RateLimited | Failure.EngineBusy refused) {
      throw first ? refused : begunInVain(refused);
    }
  }

  private static Failure begunInVain(Failure refused) {
    return new Failure.EndpointUnavailable(
        "the answer was begun, but the model took no further call to finish it: "
            + refused.explanation());
  }
}
