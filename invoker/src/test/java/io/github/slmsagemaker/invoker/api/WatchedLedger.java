package io.github.slmsagemaker.invoker.api;

import java.time.Instant;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger that tells what it was asked, and can be out of order. */
final class WatchedLedger implements Ledger {
  private final Ledger ledger;
  private final List<Long> reserved = new CopyOnWriteArrayList<>();
  private final List<Long> settled = new CopyOnWriteArrayList<>();
  private volatile Optional<Failure> reserving = Optional.empty();
  private volatile Optional<Failure> settling = Optional.empty();

  WatchedLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Tokens of each reservation that was asked for. */
  List<Long> reserved() {
    return reserved;
  }

  /** Tokens of each settlement that was made. */
  List<Long> settled() {
    return settled;
  }

  void breakReserving() {
    reserving = Optional.of(new Failure.LedgerUnavailable("the ledger is down"));
  }

  void breakSettling() {
    settling = Optional.of(new Failure.LedgerUnavailable("the ledger is down"));
  }

  @Override
  public Decision reserve(String key, Amounts bound) {
    reserved.add(bound.tokens());
    reserving.ifPresent(
        failure -> {
          throw failure;
        });
    return ledger.reserve(key, bound);
  }

  @Override
  public Decision charge(String id, Instant at, Amounts amounts) {
    return ledger.charge(id, at, amounts);
  }

  @Override
  public void settle(Reservation reservation, Amounts used) {
    settling.ifPresent(
        failure -> {
          throw failure;
        });
    ledger.settle(reservation, used);
    settled.add(used.tokens());
  }

  @Override
  public List<Usage> usage(String key) {
    return ledger.usage(key);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
