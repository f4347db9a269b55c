package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.invoker.answer.RequestSupport;
import io.github.slmsagemaker.invoker.calls.Caller;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import io.github.slmsagemaker.invoker.calls.Spending;
import java.time.InstantSource;

/**
 * How a request asks the model: through which engine, until when, and for whom.
 *
 * @param engines makes the engine of a request
 * @param clock tells the time
 */
public record Calls(EngineStack engines, InstantSource clock) {

  /**
   * Asks the model, and settles what that cost before this returns. Nothing else gives out an
   * engine, so nothing is generated beside the budgets.
   *
   * @param generations most that the request may take
   */
  <T> T ask(Exchange exchange, Delivery delivery, int generations, Asking<T> asking) {
    Caller caller = exchange.context().caller();
    try (Spending spending = engines.budgeting().begin(caller, generations)) {
      exchange.spends(spending);
      return asking.ask(
          engines.forRequest(caller, exchange.tally(), spending), call(exchange, delivery));
    }
  }

  /** How tokens are drawn where a request says nothing, as far as the engine can obey. */
  Sampling usual(Sampling recommended) {
    return RequestSupport.obeyed(engines.endpoint().capabilities(), recommended);
  }

  /** Has the reply name what the engine cannot do and the answer does without. */
  void nameIgnored(Sampling sampling, Exchange exchange) {
    RequestSupport.ignored(engines.endpoint().capabilities(), sampling)
        .forEach(exchange.ignored()::add);
  }

  private Call call(Exchange exchange, Delivery delivery) {
    exchange.tally().asked(delivery instanceof Delivery.Streamed);
    Deadline deadline =
        switch (delivery) {
          case Delivery.Whole _ -> Deadline.in(Timers.WHOLE_REQUEST, clock);
          case Delivery.Streamed _ -> Deadline.in(Timers.STREAMED_REQUEST, clock);
        };
    return new Call(deadline, exchange.cancellation());
  }

  /** What is done with an engine while a request has it. */
  @FunctionalInterface
  interface Asking<T> {
    T ask(Engine engine, Call call);
  }
}
