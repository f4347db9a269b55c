package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.capacity.Plan;
import io.github.slmsagemaker.capacity.Planner;
import io.github.slmsagemaker.capacity.Traffic;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code slm plan} found.
 *
 * @param date of the figures
 * @param model the model that was asked about
 * @param traffic what it is to serve
 * @param plans one for each lane that can load the model
 * @param impossible a sentence for each lane that cannot
 */
record PlanAnswer(
    LocalDate date, String model, Traffic traffic, List<Plan> plans, List<String> impossible) {
  PlanAnswer {
    plans = List.copyOf(plans);
    impossible = List.copyOf(impossible);
  }

  static PlanAnswer to(PlanOptions options) {
    Planner planner = new Planner();
    String model = options.model().id().value();
    List<Plan> plans = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    for (Lane lane : options.lanes()) {
      Optional<Configuration> asked = options.on(lane);
      asked.ifPresent(configuration -> plans.add(planner.plan(configuration, options.traffic())));
      if (asked.isEmpty()) {
        impossible.add(
            "%s cannot run on lane %s: the catalogue has no weights of it that the lane can load"
                .formatted(model, lane.word()));
      }
    }
    return new PlanAnswer(Catalogue.load().date(), model, options.traffic(), plans, impossible);
  }

  /** Whether there is a lane that it fits on. */
  boolean fits() {
    return plans.stream().anyMatch(Plan::fits);
  }
}
