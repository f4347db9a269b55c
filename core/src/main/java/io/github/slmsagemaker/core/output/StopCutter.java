package io.github.slmsagemaker.core.output;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a text at the first stop string that is completed in it, also where the string comes in
 * several pieces; where several are completed by the same character, at the longest.
 *
 * <p>Not safe for use by several threads.
 */
public final class StopCutter {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private @Nullable String met;

  /**
   * A cutter for one text.
   *
   * @param stops none of them empty or beginning inside a surrogate pair
   * @throws IllegalArgumentException for one that is
   */
  public StopCutter(List<String> stops) {
    this.stops = List.copyOf(stops);
    for (String stop : stops) {
      if (stop.isEmpty() || Character.isLowSurrogate(stop.charAt(0))) {
        throw new IllegalArgumentException(
            "stop is '" + stop + "', expected one character or more, whole");
      }
    }
  }

  /** Takes a piece and returns the text that no stop string can begin in; empty once stopped. */
  public String feed(String piece) {
    if (stopped()) {
      return "";
    }
    held.append(piece);
    int cut = cut();
    return take(stopped() ? cut : held.length() - undecided());
  }

  /** Whether a stop string was met. */
  public boolean stopped() {
    return met != null;
  }

  /** The stop string that was met. */
  public Optional<String> met() {
    return Optional.ofNullable(met);
  }

  /** The text that was held back, when no more comes; empty once stopped. */
  public String finish() {
    return stopped() ? "" : take(held.length());
  }

  /** Where the text ends, at the stop string that is met; -1 where it does not. */
  private int cut() {
    int start = -1;
    int end = Integer.MAX_VALUE;
    for (String stop : stops) {
      int at = held.indexOf(stop);
      int after = at + stop.length();
      if (at >= 0 && (after < end || (after == end && at < start))) {
        start = at;
        end = after;
        met = stop;
      }
    }
    return start;
  }

  /** Length of the longest end of the held text that some stop string begins with. */
  private int undecided() {
    int longest = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
        if (stop.startsWith(held.substring(held.length() - n))) {
          longest = n;
        }
      }
    }
    return longest;
  }

  private String take(int length) {
    String text = held.substring(0, length);
    held.delete(0, stopped() ? held.length() : length);
    return text;
  }
}
