package io.github.slmsagemaker.testkit.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How requests ended, by status and where the gateway answered itself by why. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void add(int status, Optional<ResponseType> why) {
    counts.merge(status + why.map(type -> " " + type).orElse(""), 1, Integer::sum);
  }

  /** Such as {@code 12 of 200, 1 of 401 ACCESS_DENIED}. */
  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " of " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  synchronized int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
