package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.core.deployment.MetricNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** A row with a line for each key: who uses how much, who waits, who meets errors. */
final class KeysRow {
  private static final Duration HOUR = Duration.hours(1);
  private static final int THIRD = 8;

  private final Metrics metrics;
  private final Map<String, String> names;

  private KeysRow(Metrics metrics, WatchedKeys keys) {
    this.metrics = metrics;
    this.names = keys.namesByValue();
  }

  /** Empty where no key has metrics of its own. */
  static Stream<List<IWidget>> of(Metrics metrics, WatchedKeys keys) {
    KeysRow row = new KeysRow(metrics, keys);
    return row.names.isEmpty() ? Stream.empty() : Stream.of(row.widgets());
  }

  private List<IWidget> widgets() {
    return List.of(
        graph(
            "Tokens by the hour, of each key",
            (key, name) ->
                sum(key, name, MetricNames.PROMPT_TOKENS, MetricNames.COMPLETION_TOKENS)),
        graph(
            "Milliseconds to the first token, of each key",
            (key, name) ->
                metrics
                    .ours(MetricNames.TIME_TO_FIRST_TOKEN, "p50", HOUR, key)
                    .with(MetricOptions.builder().label(name).build())),
        graph(
            "Errors by the hour, of each key",
            (key, name) -> sum(key, name, MetricNames.CLIENT_ERRORS, MetricNames.SERVER_ERRORS)));
  }

  private IMetric sum(String key, String name, String first, String second) {
    int place = List.copyOf(names.keySet()).indexOf(key);
    // Ids of one graph are its lines' alone. Sorted, so that every process writes the same
    // template.
    Map<String, IMetric> parts = new TreeMap<>();
    parts.put("a" + place, metrics.ours(first, "Sum", HOUR, key));
    parts.put("b" + place, metrics.ours(second, "Sum", HOUR, key));
    return MathExpression.Builder.create()
        .expression("a%d + b%d".formatted(place, place))
        .label(name)
        .usingMetrics(parts)
        .period(HOUR)
        .build();
  }

  private GraphWidget graph(String title, BiFunction<String, String, IMetric> line) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(THIRD)
        .left(
            names.entrySet().stream()
                .map(entry -> line.apply(entry.getKey(), entry.getValue()))
                .toList())
        .build();
  }
}
