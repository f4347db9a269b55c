package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What may be spent; a ledger keeps it.
 *
 * @param perDay of each key in a day of UTC, empty for no limit
 * @param perMonth of each key in a month of UTC, empty for no limit
 * @param own limits of some keys, by name, in the place of those
 * @param dollarsPerMonth what calls of the model may cost in a month of UTC, all keys together;
 *     empty for no limit
 * @param failOpen whether requests are served uncounted while the ledger does not answer
 */
public record SpendingLimits(
    OptionalLong perDay,
    OptionalLong perMonth,
    List<KeyGrant> own,
    OptionalDouble dollarsPerMonth,
    boolean failOpen) {
  /** No limit, so no ledger. */
  public static final SpendingLimits NONE =
      new SpendingLimits(
          OptionalLong.empty(), OptionalLong.empty(), List.of(), OptionalDouble.empty(), false);

  public SpendingLimits {
    Objects.requireNonNull(perDay, "perDay");
    Objects.requireNonNull(perMonth, "perMonth");
    own = List.copyOf(own);
    Objects.requireNonNull(dollarsPerMonth, "dollarsPerMonth");
  }

  /** Whether anything is limited. */
  public boolean limits() {
    return perDay.isPresent()
        || perMonth.isPresent()
        || !own.isEmpty()
        || dollarsPerMonth.isPresent();
  }
}
