package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.ImageFit;
import io.github.slmsagemaker.capacity.models.MemoryNeed;
import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer for machines. {@code docs/capacity.md} describes the fields; they are added to, never
 * renamed. What is not known is null.
 */
final class PlanJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PlanAnswer answer;

  PlanJson(PlanAnswer answer) {
    this.answer = answer;
  }

  String text() {
    ObjectNode root = JSON.objectNode();
    root.put("date", answer.date().toString());
    root.put("fits", answer.fits());
    root.set("traffic", traffic(answer.traffic()));
    ArrayNode plans = root.putArray("plans");
    answer.plans().forEach(plan -> plans.add(plan(plan)));
    root.set("impossible", strings(answer.impossible()));
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  static ObjectNode traffic(Traffic traffic) {
    return JSON.objectNode()
        .put("requestsPerDay", traffic.requestsPerDay())
        .put("promptTokens", traffic.promptTokens())
        .put("outputTokens", traffic.outputTokens());
  }

  static ObjectNode plan(Plan plan) {
    ObjectNode node = JSON.objectNode();
    node.put("fits", plan.fits());
    node.put("sentence", plan.sentence());
    node.set("configuration", configuration(plan.deployment()));
    node.set("memory", memory(plan));
    plan.image().ifPresent(image -> node.set("image", image(image)));
    number(node.putObject("speed"), "promptTokensPerSecond", plan.speed().promptTokensPerSecond())
        .put("decodeTokensPerSecond", plan.speed().decodeTokensPerSecond())
        .put("basis", plan.speed().basis());
    node.set("reach", reach(plan.reach()));
    node.set("cost", cost(plan.cost()));
    node.set("problems", strings(plan.problems()));
    node.set("notes", strings(plan.notes()));
    ArrayNode nearest = node.putArray("nearest");
    plan.nearest()
        .forEach(
            other ->
                nearest
                    .addObject()
                    .put("change", other.change())
                    .set("configuration", configuration(other.deployment())));
    return node;
  }

  private static ObjectNode configuration(Deployment deployment) {
    ObjectNode node = JSON.objectNode();
    node.put("lane", deployment.lane().word());
    node.put("engine", deployment.engine().word());
    node.put("model", deployment.model().id().value());
    node.put("quantization", deployment.weights().name());
    ProcessorSettings settings =
        switch (deployment.machine()) {
          case Placement.Serverless serverless -> {
            node.put("memoryMb", serverless.memoryMb());
            yield serverless.settings();
          }
          case Placement.OnInstances instances -> {
            node.put("instanceType", instances.instanceType());
            yield ProcessorSettings.USUAL;
          }
        };
    node.put("maxConcurrency", deployment.maxConcurrency());
    node.put("maxCallsPerRequest", deployment.maxCallsPerRequest());
    OptionalInt threads = settings.threads();
    node.putObject("engineSettings")
        .put("contextTokens", deployment.contextTokens())
        .put("threads", threads.isPresent() ? (Integer) threads.getAsInt() : null)
        .put("physicalBatchTokens", settings.physicalBatchTokens())
        .put("sequences", settings.sequences())
        .put("promptCacheMb", settings.promptCacheMb())
        .put("repack", settings.repack())
        .put("kvType", "f16");
    return node;
  }

  private static ObjectNode memory(Plan plan) {
    MemoryNeed need = plan.memory().need();
    return JSON.objectNode()
        .put("availableBytes", plan.memory().available())
        .put("neededBytes", need.total())
        .put("weightBytes", need.weights())
        .put("repackedBytes", need.repacked())
        .put("keyValueBytes", need.keysAndValues())
        .put("computeBytes", need.compute())
        .put("promptCacheBytes", need.promptCache())
        .put("runtimeBytes", need.runtime())
        .put("marginBytes", need.margin());
  }

  private static ObjectNode image(ImageFit image) {
    return JSON.objectNode()
        .put("limitBytes", image.limit())
        .put("weightBytes", image.weights())
        .put("beginningBytes", image.beginning())
        .put("baseBytes", image.base().isPresent() ? (Long) image.base().getAsLong() : null)
        .put("roomBytes", image.room())
        .put("startBytesPerSecond", image.bytesPerSecond());
  }

  private static ObjectNode reach(Reach reach) {
    return JSON.objectNode()
        .put("largestPrompt", reach.largestPrompt())
        .put("tokensPerCall", reach.tokensPerCall())
        .put("tokensPerRequest", reach.tokensPerRequest())
        .put("tokensPerStreamedRequest", reach.tokensPerStreamedRequest());
  }

  private static ObjectNode cost(Cost cost) {
    ObjectNode node = JSON.objectNode().put("currency", "USD");
    number(node, "perRequest", cost.perRequest());
    number(node, "perMillionTokens", cost.perMillionTokens());
    number(node, "leastPerMonth", cost.leastPerMonth());
    number(node, "perMonth", cost.perMonth());
    number(node, "worstMonth", cost.worstMonth());
    node.put("basis", cost.basis());
    cost.breakEven()
        .ifPresent(
            even ->
                node.putObject("breakEven")
                    .put("hoursPerMonth", even.hours())
                    .put("requestsPerMonth", even.requests()));
    ArrayNode rivals = node.putArray("rivals");
    for (Cost.Rival rival : cost.rivals()) {
      number(rivals.addObject().put("name", rival.name()), "perMonth", rival.perMonth())
          .put("cheaper", cost.isBeatenBy(rival))
          .put("basis", rival.basis());
    }
    return node;
  }

  private static ObjectNode number(ObjectNode node, String name, OptionalDouble value) {
    return node.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
  }

  static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
