package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.core.deployment.MetricNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that have metrics of their own: the first ones in the order of the setting {@code keys}.
 * The others are told together, because each metric is paid for. One key alone has none, since what
 * it does is what all do.
 *
 * @param ids by name: tokens until deployment
 */
public record WatchedKeys(Map<String, String> ids) {
  /** Nobody can be told apart. */
  public static final WatchedKeys NONE = new WatchedKeys(Map.of());

  private static final int MOST = 20;

  public WatchedKeys {
    ids = new LinkedHashMap<>(ids);
  }

  /** Of all keys that there are. */
  public static WatchedKeys of(Map<String, String> all) {
    return all.size() < 2
        ? NONE
        : new WatchedKeys(
            all.entrySet().stream()
                .limit(MOST)
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (first, _) -> first,
                        LinkedHashMap::new)));
  }

  /** What the invoker is told of them. */
  public Map<String, String> environment() {
    return ids.isEmpty()
        ? Map.of()
        : Map.of(MetricNames.KEYS_VARIABLE, String.join(",", ids.values()));
  }

  /** Values of the dimension, each with what a person calls it. */
  Map<String, String> namesByValue() {
    Map<String, String> names = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      ids.forEach((name, id) -> names.put(id, name));
      names.put(MetricNames.OTHER_KEYS, "all others");
    }
    return names;
  }
}
