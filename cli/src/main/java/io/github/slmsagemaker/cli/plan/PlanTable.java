package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.ImageFit;
import io.github.slmsagemaker.capacity.models.MemoryNeed;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.cli.terminal.Wrapped;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An answer as a person reads it: lanes side by side, 96 columns at most, no colours. */
final class PlanTable {
  private static final int LABEL = 24;
  private static final int COLUMN = 24;

  private final PlanAnswer answer;
  private final StringBuilder text = new StringBuilder();

  PlanTable(PlanAnswer answer) {
    this.answer = answer;
  }

  String text() {
    text.append(
        "%s: %d requests a day, each of %d tokens with an answer of %d%n%n"
            .formatted(
                answer.model(),
                answer.traffic().requestsPerDay(),
                answer.traffic().promptTokens(),
                answer.traffic().outputTokens()));
    if (!answer.plans().isEmpty()) {
      size();
      pace();
      price();
      text.append("\n");
    }
    remarks().forEach(remark -> text.append(Wrapped.bullet(remark)));
    return text.toString();
  }

  private void size() {
    row("", plan -> plan.deployment().lane().word());
    row("fits", plan -> plan.fits() ? "yes" : "NO");
    row("runs on", PlanTable::place);
    row("weights", PlanTable::weights);
    row("context", plan -> plan.deployment().contextTokens() + " tokens");
    row("at once", plan -> String.valueOf(plan.deployment().maxConcurrency()));
    row(
        "memory needed, MiB",
        plan ->
            "%s of %s"
                .formatted(
                    Figures.mebibytes(plan.memory().need().total()),
                    Figures.mebibytes(plan.memory().available())));
    term("  weights", MemoryNeed::weights);
    term("  their second copy", MemoryNeed::repacked);
    term("  keys and values", MemoryNeed::keysAndValues);
    term("  buffers", MemoryNeed::compute);
    term("  cache of prompts", MemoryNeed::promptCache);
    term("  engine", MemoryNeed::runtime);
    term("  margin", MemoryNeed::margin);
    row("image, GB", plan -> plan.image().map(PlanTable::image).orElse("as published"));
  }

  private void pace() {
    row(
        "reads",
        plan ->
            plan.speed().promptTokensPerSecond().isPresent()
                ? Figures.rate(plan.speed().promptTokensPerSecond().getAsDouble())
                : Figures.UNKNOWN);
    row("writes", PlanTable::decode);
    row("largest prompt", plan -> plan.reach().largestPrompt() + " tokens");
    row("answer in one call", plan -> plan.reach().tokensPerCall() + " tokens");
    row("answer in one request", plan -> plan.reach().tokensPerRequest() + " tokens");
  }

  private void price() {
    row("a request", plan -> Figures.dollars(plan.cost().perRequest()));
    row("a million tokens", plan -> Figures.dollars(plan.cost().perMillionTokens()));
    row("a month", PlanTable::month);
    row("the worst month", plan -> Figures.dollars(plan.cost().worstMonth()));
    Set<String> rivals = new LinkedHashSet<>();
    answer.plans().forEach(plan -> plan.cost().rivals().forEach(rival -> rivals.add(rival.name())));
    rivals.forEach(name -> row(name, plan -> rival(plan, name)));
  }

  private static String place(Plan plan) {
    String machine =
        switch (plan.deployment().machine()) {
          case Placement.Serverless serverless -> serverless.memoryMb() + " MB";
          case Placement.OnInstances instances -> instances.instanceType();
        };
    return machine + ", " + plan.deployment().engine().choice();
  }

  private static String weights(Plan plan) {
    return plan.deployment().weights().name()
        + ", "
        + Figures.gigabytes(plan.deployment().weights().size().orElseThrow().bytes())
        + " GB";
  }

  private static String image(ImageFit image) {
    return "%s of %s, and base"
        .formatted(
            Figures.gigabytes(image.weights() + image.beginning()),
            Figures.gigabytes(image.limit()));
  }

  private static String decode(Plan plan) {
    String rate = Figures.rate(plan.speed().decodeTokensPerSecond());
    return switch (plan.deployment().machine()) {
      case Placement.Serverless _ -> rate;
      case Placement.OnInstances _ -> "at most " + rate;
    };
  }

  private static String month(Plan plan) {
    Cost cost = plan.cost();
    return cost.leastPerMonth().equals(cost.perMonth())
        ? Figures.dollars(cost.perMonth())
        : Figures.dollars(cost.leastPerMonth()) + " to " + Figures.dollars(cost.perMonth());
  }

  private static String rival(Plan plan, String name) {
    return plan.cost().rivals().stream()
        .filter(rival -> rival.name().equals(name))
        .findFirst()
        .map(
            rival ->
                Figures.dollars(rival.perMonth())
                    + (rival.perMonth().isPresent() ? " a month" : ""))
        .orElse("-");
  }

  /** Verdicts first, then who is cheaper, then what else to know, then what it rests on. */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>(answer.impossible());
    answer.plans().stream()
        .filter(plan -> !plan.fits())
        .forEach(plan -> remarks.add(plan.sentence()));
    remarks.addAll(byLane(PlanWords::cheaper));
    remarks.addAll(byLane(Plan::notes));
    remarks.addAll(byLane(plan -> List.of("speed: " + plan.speed().basis())));
    remarks.addAll(byLane(plan -> List.of("price: " + plan.cost().basis())));
    remarks.add(
        "figures of %s; Lambda, API Gateway and data come on top of every price here"
            .formatted(answer.date()));
    return remarks;
  }

  /** What is true of several lanes is said once. */
  private List<String> byLane(Function<Plan, List<String>> saying) {
    Map<String, String> lanes = new LinkedHashMap<>();
    for (Plan plan : answer.plans()) {
      String lane = plan.deployment().lane().word();
      saying.apply(plan).forEach(what -> lanes.merge(what, lane, (all, one) -> all + ", " + one));
    }
    return lanes.entrySet().stream().map(said -> said.getValue() + ": " + said.getKey()).toList();
  }

  private void term(String label, Function<MemoryNeed, Long> term) {
    if (answer.plans().stream().anyMatch(plan -> term.apply(plan.memory().need()) > 0)) {
      row(label, plan -> Figures.some(term.apply(plan.memory().need())));
    }
  }

  private void row(String label, Function<Plan, String> value) {
    StringBuilder line = new StringBuilder(pad(label, LABEL));
    answer.plans().forEach(plan -> line.append(pad(value.apply(plan), COLUMN)));
    text.append(line.toString().stripTrailing()).append("\n");
  }

  private static String pad(String cell, int width) {
    return String.format(Locale.ROOT, "%-" + (width - 1) + "s ", cell);
  }
}
