package io.github.slmsagemaker.cli.explain;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Deployed;
import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Question;
import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What {@code plan} says of the memory of what was really deployed on the serverless lane. */
final class Figures {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "model", ContainerNames.MODEL,
          "quantization", ContainerNames.QUANTIZATION,
          "context", ContainerNames.CONTEXT_TOKENS,
          "memoryMb", ContainerNames.MEMORY_MB,
          "maxConcurrency", ContainerNames.MAX_CONCURRENCY);

  private Figures() {}

  /** In words; empty where the container's settings cannot be read, or are not ours. */
  static Optional<String> of(Services aws, Deployed deployed) {
    return deployed
        .name("AWS::SageMaker::Model", "")
        .flatMap(id -> environment(aws, id.substring(id.lastIndexOf('/') + 1)))
        .flatMap(settings -> new DeploymentReader().size(settings).value())
        .map(size -> " (" + new Planner().plan(size, Traffic.usual()).sentence() + ")");
  }

  private static Optional<Map<String, String>> environment(Services aws, String model) {
    try {
      JsonNode set =
          aws.ask(Question.action(Service.SAGEMAKER, "DescribeModel", Map.of("ModelName", model)))
              .body()
              .path("PrimaryContainer")
              .path("Environment");
      Map<String, String> settings = new HashMap<>(Map.of("lane", "serverless"));
      SETTINGS.forEach(
          (key, name) -> set.path(name).asStringOpt().ifPresent(value -> settings.put(key, value)));
      return Optional.of(settings).filter(all -> all.containsKey("memoryMb"));
    } catch (AccountFailure unknown) {
      return Optional.empty();
    }
  }
}
