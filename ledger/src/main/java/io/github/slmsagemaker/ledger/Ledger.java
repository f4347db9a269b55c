package io.github.slmsagemaker.ledger;

import java.time.Instant;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;

/**
 * Keeps spending within budgets (promise P24): in every window, what was used and what is reserved
 * never exceed the limit together, whoever asks at the same time and whatever breaks in between.
 *
 * <p>A reservation is charged as if it were used, in every window that applies or in none. Settling
 * gives back what was not used. One that is never settled stays charged until its windows are over:
 * nobody can know what became of it, so nothing frees it.
 *
 * <p>Every method returns within a bounded time.
 */
public interface Ledger extends AutoCloseable {

  /**
   * Charges the most that something may cost.
   *
   * @param key id of the API key that pays
   * @throws Failure.LedgerUnavailable where it could not be found out; it may have been charged
   */
  Decision reserve(String key, Amounts bound);

  /**
   * Replaces a reservation by what was used. Only the first time counts. More than was reserved is
   * charged as it is: then the bound was none, and hiding that would not undo it.
   *
   * @throws Failure.LedgerUnavailable where that could not be done; the reservation then stays
   *     charged, or was settled and the answer lost
   */
  void settle(Reservation reservation, Amounts used);

  /**
   * Charges as used what all keys together pay, once for an id, whoever comes first and however
   * many come at the same time; an id that was charged before is granted and costs nothing.
   *
   * @param id names what is paid for; of no reservation
   * @param at chooses the windows, those of all keys alone
   * @throws Failure.LedgerUnavailable where it could not be found out; it may have been charged
   */
  Decision charge(String id, Instant at, Amounts amounts);

  /**
   * What the windows hold that a key pays into now.
   *
   * @throws Failure.LedgerUnavailable where it could not be found out
   */
  List<Usage> usage(String key);

  @Override
  void close();
}
