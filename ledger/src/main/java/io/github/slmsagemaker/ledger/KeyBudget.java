package io.github.slmsagemaker.ledger;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one key may spend.
 *
 * @param tokensPerDay empty for no limit
 * @param tokensPerMonth empty for no limit
 */
public record KeyBudget(OptionalLong tokensPerDay, OptionalLong tokensPerMonth) {
  /** As much as it likes. */
  public static final KeyBudget UNLIMITED =
      new KeyBudget(OptionalLong.empty(), OptionalLong.empty());

  /** A day's tokens and no other limit. */
  public static KeyBudget perDay(long tokens) {
    return new KeyBudget(OptionalLong.of(tokens), OptionalLong.empty());
  }

  /** These limits, but for those that a key has of its own. */
  public KeyBudget with(KeyGrant own) {
    return new KeyBudget(
        own.tokensPerDay().isPresent() ? own.tokensPerDay() : tokensPerDay,
        own.tokensPerMonth().isPresent() ? own.tokensPerMonth() : tokensPerMonth);
  }

  List<Budget> budgets(String key) {
    Budget.Owner owner = new Budget.Owner.Key(key);
    List<Budget> budgets = new ArrayList<>();
    tokensPerDay.ifPresent(
        limit -> budgets.add(new Budget(owner, Measure.TOKENS, Period.DAY, limit)));
    tokensPerMonth.ifPresent(
        limit -> budgets.add(new Budget(owner, Measure.TOKENS, Period.MONTH, limit)));
    return budgets;
  }
}
