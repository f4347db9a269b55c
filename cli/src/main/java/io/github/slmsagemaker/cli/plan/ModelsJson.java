package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Recommendation;
import io.github.slmsagemaker.core.catalogue.Model;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Models side by side, for machines; each with the plan that it has alone, origins included. */
final class ModelsJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ModelsJson() {}

  static String text(List<ModelsAnswer> answers) {
    ObjectNode root = JSON.objectNode();
    root.put("date", answers.getFirst().date().toString());
    root.put("fits", answers.stream().anyMatch(ModelsAnswer::fits));
    root.set("traffic", PlanJson.traffic(answers.getFirst().traffic()));
    ArrayNode lanes = root.putArray("lanes");
    answers.forEach(answer -> lanes.add(lane(answer)));
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode lane(ModelsAnswer answer) {
    ObjectNode node = JSON.objectNode().put("lane", answer.lane().word());
    ArrayNode models = node.putArray("models");
    answer.plans().forEach(plan -> models.add(model(plan)));
    node.set("impossible", PlanJson.strings(answer.impossible()));
    node.set("recommendations", PlanJson.strings(Recommendation.of(answer.plans())));
    return node;
  }

  private static ObjectNode model(Plan plan) {
    Model model = plan.deployment().model();
    ObjectNode node = JSON.objectNode().put("model", model.id().value());
    node.putObject("licence")
        .put("id", model.licence().id())
        .put("source", model.licence().source());
    node.put("tools", model.format().name());
    node.set("plan", PlanJson.plan(plan));
    return node;
  }
}
