package io.github.slmsagemaker.core.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Names of a request's fields that were dropped and that the reply names, in the order they came.
 * Not safe for use by several threads.
 */
public final class IgnoredFields {
  /** The reply's header that names them. */
  public static final String HEADER = "x-slm-ignored";

  static final int MOST_CHARS = 512;
  private static final int LONGEST_NAME = 64;
  private static final String MORE = "...";

  private final Set<String> names = new LinkedHashSet<>();
  private int chars;

  /** Notes a field by its path; what no header has room for is not kept. */
  public void add(String path) {
    if (chars <= MOST_CHARS && names.add(safe(path))) {
      chars += safe(path).length() + 1;
    }
  }

  /** The header's value: paths with commas between, {@code ...} for more; empty for none. */
  public Optional<String> header() {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    for (String name : names) {
      if (value.length() + 1 + name.length() + 1 + MORE.length() > MOST_CHARS) {
        return Optional.of(value.append(',').append(MORE).toString());
      }
      value.append(value.isEmpty() ? "" : ",").append(name);
    }
    return Optional.of(value.toString());
  }

  /** Percent-encodes all that a header's list cannot hold. */
  private static String safe(String path) {
    String encoded =
        URLEncoder.encode(
            path.substring(0, Math.min(path.length(), LONGEST_NAME)), StandardCharsets.UTF_8);
    String shown = encoded.replace("+", "%20").replace("%5B", "[").replace("%5D", "]");
    return path.length() > LONGEST_NAME ? shown + MORE : shown;
  }
}
