package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
    List<Plan> plans = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    for (Lane lane : options.lanes()) {
      try {
        plans.add(planner.plan(options.on(lane, options.model()), options.traffic()));
      } catch (PlanOptions.NotOnThisLane cannot) {
        impossible.add(String.valueOf(cannot.getMessage()));
      }
    }
    return new PlanAnswer(
        Catalogue.load().date(), options.model(), options.traffic(), plans, impossible);
  }

  /** Whether there is a lane that it fits on. */
  boolean fits() {
    return plans.stream().anyMatch(Plan::fits);
  }
}
