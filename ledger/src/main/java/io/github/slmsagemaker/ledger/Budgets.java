package io.github.slmsagemaker.ledger;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which budgets apply to whom.
 *
 * @param everyKey of each key that has none of its own
 * @param byKey of some keys, by their ids
 * @param microdollarsPerMonth of all keys together, empty for no limit
 */
public record Budgets(
    KeyBudget everyKey, Map<String, KeyBudget> byKey, OptionalLong microdollarsPerMonth) {

  public Budgets {
    Objects.requireNonNull(everyKey, "everyKey");
    byKey = Map.copyOf(byKey);
    Objects.requireNonNull(microdollarsPerMonth, "microdollarsPerMonth");
  }

  /** The same for every key, and no money counted. */
  public static Budgets ofEveryKey(KeyBudget budget) {
    return new Budgets(budget, Map.of(), OptionalLong.empty());
  }

  /**
   * What every key may spend, and what some may instead; no money is counted.
   *
   * @param own by the keys' ids
   */
  public static Budgets of(KeyBudget everyKey, List<KeyGrant> own) {
    return new Budgets(
        everyKey,
        own.stream().collect(Collectors.toMap(KeyGrant::key, everyKey::with)),
        OptionalLong.empty());
  }

  /** The same, and a limit on the money of all keys together. */
  public Budgets withMicrodollarsPerMonth(OptionalLong limit) {
    return new Budgets(everyKey, byKey, limit);
  }

  /** The windows that a key pays into at an instant, the shortest first. */
  public List<Window> windows(String key, Instant now) {
    List<Window> windows = new ArrayList<>();
    for (Budget budget : byKey.getOrDefault(key, everyKey).budgets(key)) {
      windows.add(budget.at(now));
    }
    windows.addAll(shared(now));
    return windows;
  }

  /** The windows that all keys pay into together. */
  public List<Window> shared(Instant now) {
    return microdollarsPerMonth.stream()
        .mapToObj(
            limit ->
                new Budget(new Budget.Owner.Deployment(), Measure.MICRODOLLARS, Period.MONTH, limit)
                    .at(now))
        .toList();
  }
}
