package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.invoker.calls.Caller;
import io.github.slmsagemaker.invoker.calls.Spending;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.Usage;
import java.time.InstantSource;
import java.util.List;

/**
 * Budgets that a ledger keeps.
 *
 * @param ledger keeps them
 * @param bound how many tokens a generation may come to at most
 * @param price what model calls cost that are paid by their own time
 * @param hours what instances cost that are paid by the time that they are up
 * @param whenDown what becomes of requests while the ledger does not answer
 * @param clock tells until when a window lasts
 */
public record LedgerBudgeting(
    Ledger ledger,
    TokenBound bound,
    CallPrice price,
    InstanceHours hours,
    WhenDown whenDown,
    InstantSource clock)
    implements Budgeting {

  /** Who comes without a key of its own shares this one's budget with all others who do. */
  private static final String NO_KEY = "none";

  /** No money is counted. */
  public LedgerBudgeting(Ledger ledger, TokenBound bound, WhenDown whenDown, InstantSource clock) {
    this(ledger, bound, CallPrice.NONE, InstanceHours.NONE, whenDown, clock);
  }

  /** The same, and each call is paid by its time. */
  public LedgerBudgeting withCallPrice(CallPrice other) {
    return new LedgerBudgeting(ledger, bound, other, hours, whenDown, clock);
  }

  /** The same, and instances are paid by the time that they are up. */
  public LedgerBudgeting withInstanceHours(InstanceHours other) {
    return new LedgerBudgeting(ledger, bound, price, other, whenDown, clock);
  }

  /** What becomes of requests while the ledger does not answer. */
  public enum WhenDown {
    /** They are refused: what cannot be counted is not spent. */
    REFUSE,
    /** They are served and not counted: budgets do not hold then. */
    SERVE_UNCOUNTED
  }

  @Override
  public Spending begin(Caller caller, int generations) {
    return new RequestSpending(this, key(caller), generations);
  }

  @Override
  public List<Usage> usage(Caller caller) {
    return ledger.usage(key(caller));
  }

  private static String key(Caller caller) {
    return caller.keyId().orElse(NO_KEY);
  }
}
