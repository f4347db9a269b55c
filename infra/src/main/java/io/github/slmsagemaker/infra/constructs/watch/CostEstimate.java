package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.deployment.Placement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/**
 * US dollars by the hour, as far as metrics tell; bills are the truth.
 *
 * <p>Prices are the catalogue's, of us-east-1.
 */
final class CostEstimate {
  private static final Duration HOUR = Duration.hours(1);

  private CostEstimate() {}

  /** Empty where nobody knows what runs, or what it costs. */
  static Optional<IMetric> hourly(Metrics metrics, Placement placement) {
    return switch (placement) {
      case Placement.Serverless serverless ->
          Optional.of(busySeconds(metrics, serverless.memoryMb()));
      case Placement.OnInstances instances ->
          Platform.load().instances().stream()
              .filter(instance -> instance.name().equals(instances.instanceType()))
              .findFirst()
              .flatMap(InstanceType::hourlyPrice)
              .map(price -> instanceHours(metrics, price.dollars()));
      case Placement.OnEndpoint _ -> Optional.empty();
    };
  }

  /** All that a graph shows up to each of its hours; empty as above. */
  static Optional<IMetric> ofMonth(Metrics metrics, Placement placement) {
    return hourly(metrics, placement)
        .map(hour -> expression("RUNNING_SUM(FILL(hour, 0))", Map.of("hour", hour)));
  }

  /** A serverless endpoint is paid by the time that it works on calls. */
  private static IMetric busySeconds(Metrics metrics, int memoryMb) {
    double price = Platform.load().serverlessSecond(memoryMb);
    return expression(
        String.format(Locale.ROOT, "busy / 1000000 * %.5f", price),
        Map.of("busy", metrics.endpoint("ModelLatency", "Sum", HOUR)));
  }

  /** Each instance writes one sample a minute while it runs. */
  private static IMetric instanceHours(Metrics metrics, double price) {
    return expression(
        String.format(Locale.ROOT, "minutes / 60 * %.2f", price),
        Map.of("minutes", metrics.instances("MemoryUtilization", "SampleCount", HOUR)));
  }

  private static IMetric expression(String text, Map<String, IMetric> metrics) {
    return MathExpression.Builder.create()
        .expression(text)
        .label("US dollars (estimate)")
        .usingMetrics(metrics)
        .period(HOUR)
        .build();
  }
}
