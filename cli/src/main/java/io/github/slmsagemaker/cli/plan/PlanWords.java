package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.plan.Plan;
import java.util.List;

/** What is said of prices. */
final class PlanWords {
  private PlanWords() {}

  /** A sentence for everybody who asks less for the same traffic. */
  static List<String> cheaper(Plan plan) {
    return plan.cost().rivals().stream()
        .filter(plan.cost()::isBeatenBy)
        .map(rival -> cheaper(plan, rival))
        .toList();
  }

  private static String cheaper(Plan plan, Cost.Rival rival) {
    return "%s is cheaper at this traffic: %s against %s a month (%s)"
        .formatted(
            rival.name(),
            Figures.dollars(rival.perMonth()),
            Figures.dollars(plan.cost().perMonth()),
            rival.basis());
  }
}
