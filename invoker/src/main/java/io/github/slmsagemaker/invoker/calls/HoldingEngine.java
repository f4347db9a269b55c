package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Waits for a model that is not ready (promise P4): tries again on {@link Failure.ModelWarmingUp}
 * and {@link Failure.RateLimited}, the two that say the model was not asked, and on nothing else.
 *
 * <p>It gives up with the last of them, early enough that no pause outlasts the patience or the
 * call's deadline. Time is the deadline's clock. One per request, since patience is the request's.
 *
 * @param delegate what is tried
 * @param patience how long
 * @param waiting told before each pause, on the calling thread; what it throws ends the call
 * @param pause lets time pass
 * @param random for the jitter
 */
public record HoldingEngine(
    Engine delegate,
    Patience patience,
    WaitingListener waiting,
    Pause pause,
    RandomGenerator random)
    implements Engine {

  /** Waits in real time. */
  public HoldingEngine(Engine delegate, Patience patience, WaitingListener waiting) {
    this(delegate, patience, waiting, Pause.REAL, RandomGenerator.getDefault());
  }

  @Override
  public Capabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    InstantSource clock = call.deadline().clock();
    Instant start = clock.instant();
    for (int refusals = 1; ; refusals++) {
      try {
        return delegate.generate(generation, call, pieces);
      } catch (Failure.ModelWarmingUp | Failure.RateLimited refused) {
        Duration waited = Duration.between(start, clock.instant());
        Duration next = patience.pause(refusals, random.nextDouble());
        if (outlasts(waited, next, call)) {
          throw givenUp(refused, waited);
        }
        waiting.waiting(waited, next);
        pause.pause(next, call.cancellation());
      }
    }
  }

  private boolean outlasts(Duration waited, Duration next, Call call) {
    return waited.plus(next).compareTo(patience.limit()) > 0
        || next.compareTo(call.deadline().remaining()) >= 0;
  }

  private static Failure givenUp(Failure refused, Duration waited) {
    String said = refused.explanation();
    if (!waited.isZero()) {
      said = said + " (waited " + waited.toSeconds() + " s)";
    }
    if (refused instanceof Failure.ModelWarmingUp starting) {
      return new Failure.ModelWarmingUp(bounded(starting.retryAfter()), said);
    }
    if (refused instanceof Failure.RateLimited limited) {
      return new Failure.RateLimited(bounded(limited.retryAfter()), said);
    }
    return refused;
  }

  private static Duration bounded(Duration retryAfter) {
    Duration most = Timers.RETRY_AFTER_LIMIT;
    return retryAfter.compareTo(most) > 0 ? most : retryAfter;
  }

  /** Hears that a request waits for a model. */
  @FunctionalInterface
  public interface WaitingListener {
    /** Hears nothing. */
    WaitingListener NONE = (_, _) -> {};

    /**
     * A pause begins.
     *
     * @param waited so far
     * @param next the pause
     */
    void waiting(Duration waited, Duration next);
  }
}
