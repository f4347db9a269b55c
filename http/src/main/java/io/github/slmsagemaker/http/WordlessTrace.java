package io.github.slmsagemaker.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a log may say of an unexpected throwable: kinds and places, never its message, which may
 * quote what a client sent.
 */
public final class WordlessTrace {
  /** Frames of each throwable: enough to find the place, and a bound on a line. */
  private static final int MOST_FRAMES = 24;

  private WordlessTrace() {}

  /** Kinds and places of a throwable and of its causes, on one line. */
  public static String of(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
      trace.append(trace.isEmpty() ? "" : "; caused by ").append(at.getClass().getName());
      trace.append(
          Arrays.stream(at.getStackTrace())
              .limit(MOST_FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(", ", " at ", "")));
    }
    return trace.toString();
  }
}
