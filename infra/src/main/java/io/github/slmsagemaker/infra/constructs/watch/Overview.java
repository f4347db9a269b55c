package io.github.slmsagemaker.infra.constructs.watch;

import java.util.stream.Stream;
import java.util.OptionalDouble;
import io.github.slmsagemaker.core.deployment.MetricNames;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** One page: traffic, tokens, time to the first token, errors, cost, concurrency. */
final class Overview {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final int THIRD = 8;

  private final Metrics metrics;
  private final Deployment deployment;

  private Overview(Metrics metrics, Deployment deployment) {
    this.metrics = metrics;
    this.deployment = deployment;
  }

  static Dashboard create(
      Construct scope,
      Metrics metrics,
      Deployment deployment,
      WatchedKeys keys,
      OptionalDouble dollarsPerMonth) {
    Overview overview = new Overview(metrics, deployment);
    return Dashboard.Builder.create(scope, "Dashboard")
        .widgets(
            Stream.of(
                    Stream.of(overview.firstRow(), overview.secondRow()),
                    KeysRow.of(metrics, keys),
                    dollarsPerMonth.stream().mapToObj(overview::moneyRow))
                .flatMap(rows -> rows)
                .toList())
        .build();
  }

  private List<IWidget> firstRow() {
    return List.of(
        graph(
            "Traffic",
            metrics.ours(MetricNames.REQUESTS, "Sum", FIVE_MINUTES),
            metrics.ours(MetricNames.MODEL_CALLS, "Sum", FIVE_MINUTES)),
        graph(
            "Tokens",
            metrics.ours(MetricNames.PROMPT_TOKENS, "Sum", FIVE_MINUTES),
            metrics.ours(MetricNames.COMPLETION_TOKENS, "Sum", FIVE_MINUTES)),
        graph(
            "Milliseconds to the first token, and to the end",
            metrics.ours(MetricNames.TIME_TO_FIRST_TOKEN, "p50", FIVE_MINUTES),
            metrics.ours(MetricNames.TIME_TO_FIRST_TOKEN, "p95", FIVE_MINUTES),
            metrics.ours(MetricNames.DURATION, "p95", FIVE_MINUTES)));
  }

  private List<IWidget> secondRow() {
    List<IWidget> row = new ArrayList<>();
    row.add(
        graph(
            "Errors and cold starts",
            metrics.api("4XXError", "Sum", FIVE_MINUTES),
            metrics.api("5XXError", "Sum", FIVE_MINUTES),
            metrics.ours(MetricNames.SERVER_ERRORS, "Sum", FIVE_MINUTES),
            metrics.ours(MetricNames.COLD_STARTS, "Sum", FIVE_MINUTES)));
    row.add(
        CostEstimate.hourly(metrics, deployment.placement())
            .map(dollars -> (IWidget) graph("Cost of the model by the hour", dollars))
            .orElseGet(this::unknownPrice));
    row.add(concurrency());
    return row;
  }

  /** The ledger counts calls as they are made; what AWS measures comes minutes later. */
  private List<IWidget> moneyRow(double dollarsPerMonth) {
    return CostEstimate.ofMonth(metrics, deployment.placement()).stream()
        .map(
            dollars ->
                (IWidget)
                    GraphWidget.Builder.create()
                        .title("Cost of the model in the last 30 days, and dollarsPerMonth")
                        .width(3 * THIRD)
                        .start("-P30D")
                        .left(List.of(dollars))
                        .leftAnnotations(
                            List.of(
                                HorizontalAnnotation.builder()
                                    .label("dollarsPerMonth")
                                    .value(dollarsPerMonth)
                                    .build()))
                        .build())
        .toList();
  }

  /** Requests in flight show before the model's limit is met: those above it wait. */
  private IWidget concurrency() {
    return GraphWidget.Builder.create()
        .title("Requests in flight, and what the model takes at once")
        .width(THIRD)
        .left(List.of(metrics.function("ConcurrentExecutions", "Maximum", Duration.minutes(1))))
        .leftAnnotations(
            List.of(
                HorizontalAnnotation.builder()
                    .label("limit")
                    .value(deployment.maxConcurrency())
                    .build()))
        .build();
  }

  private IWidget unknownPrice() {
    return TextWidget.Builder.create()
        .width(THIRD)
        .height(6)
        .markdown("No price of %s is known here; see the bill.".formatted(machine()))
        .build();
  }

  private String machine() {
    return switch (deployment.placement()) {
      case Placement.Serverless serverless -> serverless.memoryMb() + " MB";
      case Placement.OnInstances instances -> instances.instanceType();
      case Placement.OnEndpoint there -> "endpoint " + there.name();
    };
  }

  private static GraphWidget graph(String title, IMetric... lines) {
    return GraphWidget.Builder.create().title(title).width(THIRD).left(List.of(lines)).build();
  }
}
