package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.calls.Allowance;
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
 * What is reserved for one request, in one reservation or, where that proved too little, several.
 */
final class Purse {
  private static final Logger LOG = System.getLogger(Purse.class.getName());

  private final LedgerBudgeting budgeting;
  private final String key;
  private final List<Reservation> reservations = new ArrayList<>();
  private volatile Optional<Usage> tightest = Optional.empty();
  private volatile long givenBack;
  private boolean counted = true;
  private Amounts reserved = Amounts.NONE;

  Purse(LedgerBudgeting budgeting, String key) {
    this.budgeting = budgeting;
    this.key = key;
  }

  /** Whether nothing was reserved yet. */
  boolean untouched() {
    return reservations.isEmpty();
  }

  /**
   * Returns where so much is reserved in all.
   *
   * @throws Failure.QuotaExceeded where a budget does not hold it
   */
  void cover(Amounts needed) {
    Amounts missing =
        new Amounts(
            Math.max(0, needed.tokens() - reserved.tokens()),
            Math.max(0, needed.microdollars() - reserved.microdollars()));
    if (missing.equals(Amounts.NONE) || !counted) {
      return;
    }
    counted(() -> reserve(missing));
  }

  /**
   * Returns where it is paid that instances are up for a call that begins now.
   *
   * @throws Failure.QuotaExceeded where the month's money does not hold it
   */
  void payHours() {
    if (counted) {
      counted(() -> budgeting.hours().pay(budgeting.ledger(), budgeting.clock().instant()));
    }
  }

  private void counted(Runnable work) {
    try {
      work.run();
    } catch (Failure.LedgerUnavailable down) {
      counted = budgeting.whenDown() == LedgerBudgeting.WhenDown.REFUSE;
      if (counted) {
        throw down;
      }
      LOG.log(Level.WARNING, "a request is served uncounted, since the ledger does not answer");
    }
  }

  /** Replaces what is reserved by what was used; what exceeds it is the last reservation's. */
  void settle(Amounts used) {
    Amounts left = used;
    for (int at = 0; at < reservations.size(); at++) {
      Reservation reservation = reservations.get(at);
      Amounts here = at == reservations.size() - 1 ? left : left.atMost(reservation.bound());
      left = left.minus(here);
      settle(reservation, here);
    }
    givenBack = Math.max(0, reserved.tokens() - used.tokens());
  }

  Optional<Allowance> allowance() {
    return tightest.map(
        usage ->
            new Allowance(
                usage.window().limit(),
                usage.left() + givenBack,
                Duration.between(budgeting.clock().instant(), usage.window().resets())));
  }

  private void reserve(Amounts amounts) {
    switch (budgeting.ledger().reserve(key, amounts)) {
      case Decision.Reserved made -> {
        reservations.add(made.reservation());
        reserved = reserved.plus(amounts);
        look();
      }
      case Decision.Refused refused -> {
        tightest = tightest.or(() -> Optional.of(refused.full()).filter(Purse::tokens));
        throw Refusals.of(refused.full(), amounts);
      }
    }
  }

  /** What the headers tell is not worth failing for. */
  private void look() {
    try {
      tightest =
          budgeting.ledger().usage(key).stream()
              .filter(Purse::tokens)
              .min(Comparator.comparingLong(Usage::left));
    } catch (Failure.LedgerUnavailable down) {
      tightest = Optional.empty();
    }
  }

  private static boolean tokens(Usage usage) {
    return usage.window().budget().measure() == Measure.TOKENS;
  }

  private void settle(Reservation reservation, Amounts used) {
    boolean interrupted = Thread.interrupted();
    try {
      budgeting.ledger().settle(reservation, used);
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
}
