package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.invoker.calls.HoldingEngine;
import io.github.slmsagemaker.invoker.calls.HoldingEngine.WaitingListener;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.invoker.telemetry.RequestTally;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What bounds a request: its deadline, its client's presence, its patience with a cold model.
 *
 * @param engine asked once for each call
 * @param patience with a model that is not ready, unless the client wants none
 * @param clock tells the time
 * @param continuing makes an answer of several calls of an engine, each of which waits by itself
 */
public record Calls(
    Engine engine, Patience patience, InstantSource clock, UnaryOperator<Engine> continuing) {

  /** One call for each request, as long as it may take. */
  public Calls(Engine engine, Patience patience, InstantSource clock) {
    this(engine, patience, clock, UnaryOperator.identity());
  }

  Engine engineFor(Exchange exchange) {
    Patience allowed = exchange.context().waitForModel() ? patience : Patience.NONE;
    RequestTally tally = exchange.tally();
    Engine waiting = new HoldingEngine(tally.eachCall(engine), allowed, WaitingListener.NONE);
    return tally.eachGeneration(continuing.apply(waiting));
  }

  Call callFor(Exchange exchange, Delivery delivery) {
    exchange.tally().asked(delivery instanceof Delivery.Streamed);
    Deadline deadline =
        switch (delivery) {
          case Delivery.Whole _ -> Deadline.in(Timers.WHOLE_REQUEST, clock);
          case Delivery.Streamed _ -> Deadline.in(Timers.STREAMED_REQUEST, clock);
        };
    return new Call(deadline, exchange.cancellation());
  }
}
