package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.deployment.InstanceTime;
import java.time.ZoneOffset;
import java.time.LocalDate;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What instances cost that are paid by the time that they are up, which nobody here sees: all the
 * time is charged in which a call may be the cause that they are. Time is charged in slices, each
 * once for all keys and all processes, before a model is asked.
 */
public sealed interface InstanceHours {
  /** Nothing is paid by the hour. */
  InstanceHours NONE = new None();

  /**
   * Returns where all that is paid that a call costs which begins now.
   *
   * @throws Failure.QuotaExceeded where the month's money does not hold it
   * @throws Failure.LedgerUnavailable where that could not be found out
   */
  void pay(Ledger ledger, Instant now);

  /** Of instances that come with a call and go some time after the last one. */
  static InstanceHours whileCalled(long microdollarsPerHour) {
    return new WhileCalled(
        new Slices(InstanceTime.SLICE, microdollarsPerHour), InstanceTime.KEPT_BY_A_CALL);
  }

  /** Of instances that are always up. */
  static InstanceHours always(long microdollarsPerHour) {
    return new Always(new Slices(InstanceTime.SLICE_ALWAYS, microdollarsPerHour));
  }

  /** Calls are paid otherwise, or not at all. */
  record None() implements InstanceHours {
    @Override
    public void pay(Ledger ledger, Instant now) {}
  }

  /**
   * Instances that come with a call and go some time after the last one.
   *
   * @param slices what is paid
   * @param kept how long after its begin a call may be the cause that they are up, its own time
   *     included
   */
  record WhileCalled(Slices slices, Duration kept) implements InstanceHours {
    @Override
    public void pay(Ledger ledger, Instant now) {
      slices.pay(ledger, now, now.plus(kept));
    }
  }

  /**
   * Instances that are always up: the month is paid from its first day to the end of today.
   *
   * @param slices what is paid
   */
  record Always(Slices slices) implements InstanceHours {
    @Override
    public void pay(Ledger ledger, Instant now) {
      Instant today = now.truncatedTo(ChronoUnit.DAYS);
      int day = LocalDate.ofInstant(now, ZoneOffset.UTC).getDayOfMonth();
      slices.pay(ledger, today.minus(Duration.ofDays(day - 1L)), today);
    }
  }

  /** Slices of time of one length, that begin with a day of UTC, and what was paid of them. */
  final class Slices {
    private final Duration length;
    private final long microdollars;
    private final Set<Instant> paid = ConcurrentHashMap.newKeySet();

    /**
     * @param length of which a day is a multiple, so that none is in two months
     * @param microdollarsPerHour of all instances together
     */
    Slices(Duration length, long microdollarsPerHour) {
      this.length = length;
      this.microdollars =
          Math.ceilDiv(microdollarsPerHour * length.toSeconds(), Duration.ofHours(1).toSeconds());
    }

    /** Each that holds an instant of these, the last included. */
    void pay(Ledger ledger, Instant from, Instant to) {
      paid.removeIf(slice -> slice.isBefore(from.minus(length)));
      Instant slice = from.minusSeconds(Math.floorMod(from.getEpochSecond(), length.toSeconds()));
      for (slice = slice.truncatedTo(ChronoUnit.SECONDS);
          !slice.isAfter(to);
          slice = slice.plus(length)) {
        if (!paid.contains(slice)) {
          pay(ledger, slice);
          paid.add(slice);
        }
      }
    }

    private void pay(Ledger ledger, Instant slice) {
      Amounts cost = new Amounts(0, microdollars);
      // The price is no part of the name: a slice is paid once, at the price of who came first.
      switch (ledger.charge("instances#" + slice, slice, cost)) {
        case Decision.Reserved _ -> {}
        case Decision.Refused refused -> throw Refusals.of(refused.full(), cost);
      }
    }
  }
}
