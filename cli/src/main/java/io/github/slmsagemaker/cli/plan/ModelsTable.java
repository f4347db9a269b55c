package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Recommendation;
import io.github.slmsagemaker.cli.terminal.Wrapped;
import io.github.slmsagemaker.core.catalogue.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Models under one another as a person reads them: 96 columns at most, no colours. */
final class ModelsTable {
  private final ModelsAnswer answer;
  private final StringBuilder text = new StringBuilder();

  ModelsTable(ModelsAnswer answer) {
    this.answer = answer;
  }

  String text() {
    text.append(
        "lane %s: %d requests a day, each of %d tokens with an answer of %d\n\n"
            .formatted(
                answer.lane().word(),
                answer.traffic().requestsPerDay(),
                answer.traffic().promptTokens(),
                answer.traffic().outputTokens()));
    if (!answer.plans().isEmpty()) {
      row("", "", "reads", "writes", "largest", "longest", "$ for a", "", "");
      row("", "fits", "/s", "/s", "prompt", "answer", "million", "licence", "tools as");
      answer.plans().forEach(this::row);
      text.append("\n");
    }
    remarks().forEach(remark -> text.append(Wrapped.bullet(remark)));
    return text.append("\n").toString();
  }

  private void row(Plan plan) {
    Model model = plan.deployment().model();
    row(
        model.id(),
        plan.fits() ? "yes" : "NO",
        rate(plan.speed().promptTokensPerSecond()),
        rate(OptionalDouble.of(plan.speed().decodeTokensPerSecond())),
        plan.reach().largestPrompt(),
        plan.reach().tokensPerRequest(),
        dollars(plan.cost().perMillionTokens()),
        model.licence().id(),
        model.format().name());
  }

  private void row(Object... cells) {
    String line = "%-23s %-5s %-7s %-7s %-7s %-7s %-9s %-11s %s".formatted(cells);
    text.append(line.stripTrailing()).append("\n");
  }

  /** What to take, what cannot be had, and what the figures rest on. */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>(Recommendation.of(answer.plans()));
    remarks.addAll(answer.impossible());
    answer.plans().stream()
        .filter(plan -> !plan.fits())
        .forEach(plan -> remarks.add(plan.sentence()));
    Map<String, String> bases = new LinkedHashMap<>();
    for (Plan plan : answer.plans()) {
      String model = plan.deployment().model().id().value();
      bases.merge("speed: " + plan.speed().basis(), model, (all, one) -> all + ", " + one);
    }
    bases.forEach((basis, models) -> remarks.add(models + ": " + basis));
    answer.plans().stream()
        .map(plan -> "price: " + plan.cost().basis())
        .distinct()
        .forEach(remarks::add);
    remarks.add(
        "tokens as each model counts them; answers of one request; figures of %s; Lambda, API Gateway"
                .formatted(answer.date())
            + " and data come on top of every price here");
    return remarks;
  }

  private static String rate(OptionalDouble perSecond) {
    return perSecond.isPresent()
        ? String.format(Locale.ROOT, "%.1f", perSecond.getAsDouble())
        : "?";
  }

  private static String dollars(OptionalDouble amount) {
    return amount.isPresent() ? Figures.dollars(amount.getAsDouble()) : "?";
  }
}
