package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.MemoryNeed;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Words {
  private Words() {}

  static String mebibytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20) + " MiB";
  }

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  /** What a need consists of, without what is not there. */
  static String terms(MemoryNeed need) {
    Map<String, Long> terms = new LinkedHashMap<>();
    terms.put("weights", need.weights());
    terms.put("their second copy", need.repacked());
    terms.put("keys and values", need.keysAndValues());
    terms.put("buffers", need.compute());
    terms.put("cache of prompts", need.promptCache());
    terms.put("engine", need.runtime());
    terms.put("margin", need.margin());
    return terms.entrySet().stream()
        .filter(term -> term.getValue() > 0)
        .map(term -> term.getKey() + " " + mebibytes(term.getValue()))
        .collect(Collectors.joining(", "));
  }
}
