package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.invoker.answer.RequestSupport;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import java.time.InstantSource;

/**
 * How a request asks the model: through which engine, until when, and for whom.
 *
 * @param engines makes the engine of a request
 * @param clock tells the time
 */
public record Calls(EngineStack engines, InstantSource clock) {

  Engine engineFor(Exchange exchange) {
    return engines.forRequest(exchange.context().caller(), exchange.tally());
  }

  /** Has the reply name what the engine cannot do and the answer does without. */
  void nameIgnored(Sampling sampling, Exchange exchange) {
    RequestSupport.ignored(engines.endpoint().capabilities(), sampling)
        .forEach(exchange.ignored()::add);
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
