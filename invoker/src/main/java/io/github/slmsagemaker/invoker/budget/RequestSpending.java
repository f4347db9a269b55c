package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.calls.Allowance;
import io.github.slmsagemaker.invoker.calls.Spending;
import io.github.slmsagemaker.ledger.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What one request spends.
 *
 * <p>With the first generation all that may follow it is reserved as well; each further one is
 * covered before it is asked for, if need be by another reservation. A generation that ended counts
 * as the engine counted it. One that failed after a model may have run counts as its bound: how
 * much it came to, nobody knows. Money is counted by the call and its time, or by the time that
 * instances may be up because of it, which is paid before and never given back.
 */
final class RequestSpending implements Spending {
  private final TokenBound bound;
  private final CallPrice price;
  private final Purse purse;
  private final int generations;
  private boolean mayHaveRun;
  private Amounts spent = Amounts.NONE;

  RequestSpending(LedgerBudgeting budgeting, String key, int generations) {
    this.bound = budgeting.bound();
    this.price = budgeting.price();
    this.purse = new Purse(budgeting, key);
    this.generations = generations;
  }

  @Override
  public Engine eachCall(Engine engine) {
    return new Listening(engine) {
      @Override
      public Completion generate(Generation generation, Call call, PieceListener pieces) {
        return called(engine, generation, call, pieces);
      }
    };
  }

  @Override
  public Engine eachGeneration(Engine engine) {
    return new Listening(engine) {
      @Override
      public Completion generate(Generation generation, Call call, PieceListener pieces) {
        return generated(engine, generation, call, pieces);
      }
    };
  }

  @Override
  public Optional<Allowance> allowance() {
    return purse.allowance();
  }

  @Override
  public void close() {
    purse.settle(spent);
  }

  private Completion called(
      Engine engine, Generation generation, Call call, Engine.PieceListener pieces) {
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    purse.payHours();
    InstantSource clock = call.deadline().clock();
    Instant start = clock.instant();
    // Whatever else ends the call, such as a listener that throws.
    long cost = price.ofUnseen();
    boolean ran = true;
    try {
      Completion completion = engine.generate(generation, call, pieces);
      cost = price.of(Duration.between(start, clock.instant()));
      return completion;
    } catch (Failure failure) {
      ran = Reached.by(failure);
      throw failure;
    } finally {
      mayHaveRun |= ran;
      spent = spent.plus(new Amounts(0, ran ? cost : 0));
    }
  }

  private Completion generated(
      Engine engine, Generation generation, Call call, Engine.PieceListener pieces) {
    cover(generation);
    mayHaveRun = false;
    long tokens = bound.of(generation);
    try {
      Completion completion = engine.generate(generation, call, pieces);
      tokens = (long) completion.promptTokens() + completion.completionTokens();
      return completion;
    } finally {
      spent = spent.plus(Amounts.tokens(mayHaveRun ? tokens : 0));
    }
  }

  private void cover(Generation generation) {
    int repairs = purse.untouched() ? generations - 1 : 0;
    Amounts next =
        new Amounts(
            bound.of(generation) + repairs * bound.ofRepair(generation),
            (1 + repairs) * price.ofGeneration());
    purse.cover(spent.plus(next));
  }

  private abstract static class Listening implements Engine {
    private final Engine engine;

    Listening(Engine engine) {
      this.engine = engine;
    }

    @Override
    public Capabilities capabilities() {
      return engine.capabilities();
    }
  }
}
