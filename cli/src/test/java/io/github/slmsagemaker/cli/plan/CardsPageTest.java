package io.github.slmsagemaker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code slm plan} says of the 8B on four cards, as the page shows it. */
final class CardsPageTest {
  private static final List<String> CARDS =
      List.of("ml.g4dn.xlarge", "ml.g5.xlarge", "ml.g6.xlarge", "ml.g6e.xlarge");
  private static final String HEAD =
      """

      | instance | card | engine | weights | needed, MiB | fits | full contexts | said of it |
      |---|---|---|---|---|---|---|---|
      """;

  @Test
  void the_page_shows_the_8b_on_four_cards() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    Model model = Catalogue.load().model("hermes-3-llama-3.1-8b");
    for (String card : CARDS) {
      for (EngineKind engine : List.of(EngineKind.TGI, EngineKind.VLLM)) {
        for (Quantization weights : engine.weightsOf(model).reversed()) {
          table.append(row(card, engine, model, weights));
        }
      }
    }

    assertThat(table.toString()).hasLineCount(3 + 4 * (1 + 3));
    GeneratedSection.of("docs/capacity.md", "cards").requireIs(table + "\n");
  }

  private static String row(String card, EngineKind engine, Model model, Quantization weights) {
    Placement place = Placement.OnInstances.COMING_AND_GOING.withInstanceType(card);
    Deployment asked = Deployment.of(Lane.GPU, engine, model, weights).withPlacement(place);
    Plan plan = new Planner().plan(asked, Traffic.usual());
    long contexts = 1 + Math.floorDiv(plan.memory().left(), plan.memory().need().keysAndValues());
    return "| %s | %s | %s | %s | %d of %d | %s | %s | %s |\n"
        .formatted(
            card,
            plan.memory().where().replace(card + "'s ", ""),
            engine.word(),
            weights.name(),
            Math.ceilDiv(plan.memory().need().total(), 1L << 20),
            plan.memory().available() >> 20,
            plan.fits() ? "yes" : "no",
            plan.fits() ? Long.toString(contexts) : "-",
            plan.fits() ? arithmetic(plan) : "what fits: " + nearest(plan));
  }

  private static String nearest(Plan plan) {
    return plan.nearest().stream()
        .map(Plan.Alternative::change)
        .collect(Collectors.joining(", or "));
  }

  private static String arithmetic(Plan plan) {
    return plan.notes().stream().filter(note -> note.contains("computes")).findFirst().orElse("");
  }
}
