package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code slm plan --model all} found on one lane.
 *
 * @param date of the figures
 * @param lane where
 * @param traffic what each is to serve
 * @param plans one for each model that can be planned there, in the catalogue's order
 * @param impossible a sentence for each of the others
 */
record ModelsAnswer(
    LocalDate date, Lane lane, Traffic traffic, List<Plan> plans, List<String> impossible) {
  ModelsAnswer {
    plans = List.copyOf(plans);
    impossible = List.copyOf(impossible);
  }

  /**
   * One for each lane that is asked about.
   *
   * @throws InvalidSettings where the options make no sense for any model
   */
  static List<ModelsAnswer> to(PlanOptions options) {
    return options.lanes().stream().map(lane -> on(lane, options)).toList();
  }

  /** What is wrong with one model is said of it, and keeps no other from being shown. */
  private static ModelsAnswer on(Lane lane, PlanOptions options) {
    Planner planner = new Planner();
    List<Plan> plans = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    List<InvalidSettings> senseless = new ArrayList<>();
    List<Model> models = published();
    for (Model model : models) {
      try {
        plans.add(planner.plan(options.on(lane, model.id().value()), options.traffic()));
      } catch (InvalidSettings refused) {
        senseless.add(refused);
        impossible.add(of(model, String.join("; ", refused.problems())));
      } catch (PlanOptions.NotOnThisLane | UnknownNameException | IllegalStateException no) {
        impossible.add(of(model, String.valueOf(no.getMessage())));
      }
    }
    if (senseless.size() == models.size()) {
      throw senseless.getFirst();
    }
    return new ModelsAnswer(Catalogue.load().date(), lane, options.traffic(), plans, impossible);
  }

  private static String of(Model model, String said) {
    String name = model.id().value();
    return said.contains(name) ? said : name + ": " + said;
  }

  /** The demo model is deployed nowhere. */
  private static List<Model> published() {
    return Catalogue.load().models().stream()
        .filter(model -> !model.quantizations().isEmpty())
        .toList();
  }

  /** Whether there is a model that fits. */
  boolean fits() {
    return plans.stream().anyMatch(Plan::fits);
  }
}
