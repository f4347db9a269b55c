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
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Measure;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one request reserves and spends.
 *
 * <p>With the first generation all that may follow it is reserved as well; each further one is
 * covered before it is asked for, if need be by another reservation. A generation that ended counts
 * as the engine counted it. One that failed after a model may have run counts as its bound: how
 * much it came to, nobody knows.
 */
final class RequestSpending implements Spending {
  private static final Logger LOG = System.getLogger(RequestSpending.class.getName());

  private final LedgerBudgeting budgeting;
  private final String key;
  private final int generations;
  private final List<Reservation> reservations = new ArrayList<>();
  private volatile Optional<Usage> tightest = Optional.empty();
  private boolean counted = true;
  private boolean mayHaveRun;
  private volatile boolean settled;
  private long reserved;
  private long spent;

  RequestSpending(LedgerBudgeting budgeting, String key, int generations) {
    this.budgeting = budgeting;
    this.key = key;
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
    return tightest.map(
        usage -> {
          long back = settled ? Math.max(0, reserved - spent) : 0;
          Duration reset = Duration.between(budgeting.clock().instant(), usage.window().resets());
          return new Allowance(usage.window().limit(), usage.left() + back, reset);
        });
  }

  @Override
  public void close() {
    long left = spent;
    for (int at = 0; at < reservations.size(); at++) {
      Reservation reservation = reservations.get(at);
      boolean last = at == reservations.size() - 1;
      long here = last ? left : Math.min(left, reservation.bound().tokens());
      left -= here;
      settle(reservation, here);
    }
    settled = true;
  }

  private Completion called(
      Engine engine, Generation generation, Call call, Engine.PieceListener pieces) {
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    boolean ran = true;
    try {
      return engine.generate(generation, call, pieces);
    } catch (Failure failure) {
      ran = Reached.by(failure);
      throw failure;
    } finally {
      mayHaveRun |= ran;
    }
  }

  private Completion generated(
      Engine engine, Generation generation, Call call, Engine.PieceListener pieces) {
    long bound = budgeting.bound().of(generation);
    cover(generation, bound);
    mayHaveRun = false;
    boolean ended = false;
    try {
      Completion completion = engine.generate(generation, call, pieces);
      ended = true;
      spent += (long) completion.promptTokens() + completion.completionTokens();
      return completion;
    } finally {
      spent += !ended && mayHaveRun ? bound : 0;
    }
  }

  /** Reserves what a generation may need beyond what is reserved and not spent. */
  private void cover(Generation generation, long bound) {
    long missing = spent + bound - reserved;
    if (missing <= 0 || !counted) {
      return;
    }
    long repairs =
        reservations.isEmpty() ? (generations - 1) * budgeting.bound().ofRepair(generation) : 0;
    try {
      reserve(missing + repairs);
    } catch (Failure.LedgerUnavailable down) {
      counted = budgeting.whenDown() == LedgerBudgeting.WhenDown.REFUSE;
      if (counted) {
        throw down;
      }
      LOG.log(Level.WARNING, "a request is served uncounted, since the ledger does not answer");
    }
  }

  private void reserve(long tokens) {
    switch (budgeting.ledger().reserve(key, Amounts.tokens(tokens))) {
      case Decision.Reserved made -> {
        reservations.add(made.reservation());
        reserved += tokens;
        look();
      }
      case Decision.Refused refused -> {
        tightest = tightest.or(() -> Optional.of(refused.full()).filter(RequestSpending::tokens));
        throw Refusals.of(refused.full(), tokens);
      }
    }
  }

  /** What the headers tell is not worth failing for. */
  private void look() {
    try {
      tightest =
          budgeting.ledger().usage(key).stream()
              .filter(RequestSpending::tokens)
              .min(Comparator.comparingLong(Usage::left));
    } catch (Failure.LedgerUnavailable down) {
      tightest = Optional.empty();
    }
  }

  private static boolean tokens(Usage usage) {
    return usage.window().budget().measure() == Measure.TOKENS;
  }

  private void settle(Reservation reservation, long used) {
    boolean interrupted = Thread.interrupted();
    try {
      budgeting.ledger().settle(reservation, Amounts.tokens(used));
    } catch (Failure.LedgerUnavailable down) {
      LOG.log(
          Level.WARNING,
          "a reservation of " + reservation.bound().tokens() + " tokens stays charged as a whole");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
