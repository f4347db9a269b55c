package io.github.slmsagemaker.capacity.plan;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several models to take. What a model knows is no figure here and its size stands for it:
 * the largest is proposed that can read a prompt in one call.
 */
public final class Recommendation {
  private Recommendation() {}

  /** Sentences; none where nothing fits. */
  public static List<String> of(List<Plan> plans) {
    List<Plan> fitting =
        plans.stream()
            .filter(Plan::fits)
            .sorted(comparingLong(Recommendation::bytes).reversed())
            .toList();
    if (fitting.isEmpty()) {
      return List.of();
    }
    return List.of(byPrompt(fitting), soonest(fitting));
  }

  /** Each next one is smaller and reads more. */
  private static String byPrompt(List<Plan> largestFirst) {
    List<Plan> steps = new ArrayList<>();
    for (Plan plan : largestFirst) {
      if (steps.isEmpty() || reads(plan) > reads(steps.getLast())) {
        steps.add(plan);
      }
    }
    StringBuilder sentence =
        new StringBuilder(
            "take %s, the largest that fits, for prompts of up to %d tokens"
                .formatted(name(steps.getFirst()), reads(steps.getFirst())));
    for (int step = 1; step < steps.size(); step++) {
      sentence.append(
          "; for prompts over %d tokens take %s, which reads %d in one call"
              .formatted(
                  reads(steps.get(step - 1)), name(steps.get(step)), reads(steps.get(step))));
    }
    return sentence.toString();
  }

  private static String soonest(List<Plan> fitting) {
    Comparator<Plan> time = comparingDouble(Recommendation::seconds);
    Plan first = fitting.stream().min(time).orElseThrow();
    return "%s answers this traffic soonest, a request in %.0f s"
        .formatted(name(first), seconds(first));
  }

  private static long bytes(Plan plan) {
    return plan.deployment().weights().size().orElseThrow().bytes();
  }

  private static int reads(Plan plan) {
    return plan.reach().largestPrompt();
  }

  private static double seconds(Plan plan) {
    return plan.speed().seconds(plan.traffic().promptTokens(), plan.traffic().outputTokens());
  }

  private static String name(Plan plan) {
    return plan.deployment().model().id().value();
  }
}
