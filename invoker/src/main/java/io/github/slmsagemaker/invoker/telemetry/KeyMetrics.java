package io.github.slmsagemaker.invoker.telemetry;

import io.github.slmsagemaker.core.deployment.MetricNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys have metrics of their own: those that the deployment names and no others, whatever a
 * request says, since each value of a dimension is a metric that is paid for.
 *
 * @param ids of those keys; none for no metrics by key
 */
public record KeyMetrics(Set<String> ids) {
  /** No metrics by key. */
  public static final KeyMetrics NONE = new KeyMetrics(Set.of());

  public KeyMetrics {
    ids = Set.copyOf(ids);
  }

  /** As the stack has written them. */
  public static KeyMetrics from(Map<String, String> environment) {
    String ids = environment.getOrDefault(MetricNames.KEYS_VARIABLE, "");
    return ids.isEmpty() ? NONE : new KeyMetrics(Set.copyOf(List.of(ids.split(",", -1))));
  }

  /** The value of the dimension; empty where there is none. */
  Optional<String> dimension(Optional<String> keyId) {
    return ids.isEmpty()
        ? Optional.empty()
        : keyId.filter(ids::contains).or(() -> Optional.of(MetricNames.OTHER_KEYS));
  }
}
