package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.invoker.calls.HoldingEngine.WaitingListener;
import io.github.slmsagemaker.invoker.telemetry.RequestTally;
import java.time.Duration;
import java.util.Optional;

/**
 * The one place where engines are put around an engine, innermost first.
 *
 * @param endpoint makes one call
 * @param patience with a model that is not ready, unless the caller wants none
 * @param sizing where calls are cut off after a time: how answers are parted
 * @param budgeting what callers may spend
 */
public record EngineStack(
    Engine endpoint, Patience patience, Optional<Sizing> sizing, Budgeting budgeting) {

  /**
   * Answers in calls that end in time.
   *
   * @param longest call after which nothing can come any more, a held cold start included
   * @param limits of the calls of one request
   * @param pace what was observed, of all requests together
   */
  public record Sizing(Duration longest, CallLimits limits, Pace pace) {}

  /** One call for each generation, as long as it may take, and no waiting. */
  public static EngineStack of(Engine endpoint) {
    return new EngineStack(endpoint, Patience.NONE, Optional.empty(), Budgeting.NONE);
  }

  /** The engine that answers one request, counts what that costs, and spends what it may. */
  public Engine forRequest(Caller caller, RequestTally tally, Spending spending) {
    Engine engine = endpoint;
    engine = givingUp(engine);
    engine = spending.eachCall(tally.eachCall(engine));
    engine = waiting(engine, caller);
    engine = continuing(engine);
    engine = spending.eachGeneration(engine);
    return tally.eachGeneration(engine);
  }

  private Engine givingUp(Engine engine) {
    return sizing.<Engine>map(sized -> new BoundedEngine(engine, sized.longest())).orElse(engine);
  }

  private Engine waiting(Engine engine, Caller caller) {
    return new HoldingEngine(
        engine, caller.waits() ? patience : Patience.NONE, WaitingListener.NONE);
  }

  private Engine continuing(Engine engine) {
    return sizing
        .<Engine>map(sized -> new ContinuingEngine(engine, sized.limits(), sized.pace()))
        .orElse(engine);
  }
}
