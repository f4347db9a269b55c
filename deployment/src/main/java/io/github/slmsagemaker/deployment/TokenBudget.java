package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many tokens keys may use; a ledger keeps it.
 *
 * @param perDay of each key in a day of UTC, empty for no limit
 * @param perMonth of each key in a month of UTC, empty for no limit
 * @param own limits of some keys, by name, in the place of those
 * @param failOpen whether requests are served uncounted while the ledger does not answer
 */
public record TokenBudget(
    OptionalLong perDay, OptionalLong perMonth, List<KeyGrant> own, boolean failOpen) {
  /** No limit, so no ledger. */
  public static final TokenBudget NONE =
      new TokenBudget(OptionalLong.empty(), OptionalLong.empty(), List.of(), false);

  public TokenBudget {
    Objects.requireNonNull(perDay, "perDay");
    Objects.requireNonNull(perMonth, "perMonth");
    own = List.copyOf(own);
  }

  /** Whether anybody is limited. */
  public boolean limits() {
    return perDay.isPresent() || perMonth.isPresent() || !own.isEmpty();
  }
}
