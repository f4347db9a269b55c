package io.github.slmsagemaker.core.json;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises a name that is most likely another one, typed wrongly or as another API has it.
 *
 * @param names the right ones
 * @param otherNames what other APIs say, to the right one
 */
public record Spelling(Collection<String> names, Map<String, String> otherNames) {
  /** Below this many characters anything is like anything. */
  private static final int SHORTEST = 4;

  private static final int LONGEST = 64;

  /** Names that differ by two slips are alike from this many characters on. */
  private static final int TWO_SLIPS = 6;

  private static final int MOST_SLIPS = 2;

  /**
   * Passes a name that is like none.
   *
   * @throws BadRequest with the right name
   */
  void check(String path, String name) {
    meant(name)
        .ifPresent(
            right -> {
              throw Refusal.field(
                  path.endsWith(name)
                      ? path.substring(0, path.length() - name.length()) + Shown.name(name)
                      : path,
                  Refusal.UNKNOWN,
                  "is not a field of this API; did you mean `" + right + "`?");
            });
  }

  /** What was most likely meant by a name that is none of the right ones. */
  public Optional<String> meant(String name) {
    String other = otherNames.get(name);
    if (other != null) {
      return Optional.of(other);
    }
    String bare = bare(name);
    return name.length() > LONGEST || bare.length() < SHORTEST - 1
        ? Optional.empty()
        : names.stream()
            .filter(right -> slips(bare, bare(right)) <= forgiven(bare, bare(right)))
            .min(Comparator.comparingInt(right -> slips(bare, bare(right))));
  }

  private static int forgiven(String typed, String right) {
    if (right.length() < SHORTEST) {
      return -1;
    }
    return Math.min(typed.length(), right.length()) < TWO_SLIPS ? 1 : MOST_SLIPS;
  }

  /** {@code maxTokens}, {@code max-tokens} and {@code MAX_TOKENS} are one. */
  private static String bare(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** Letters to put in, leave out, change or swap with their neighbour (optimal alignment). */
  private static int slips(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MOST_SLIPS) {
      return MOST_SLIPS + 1;
    }
    int[][] least = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : cheapest(least, a, b, i, j);
      }
    }
    return least[a.length()][b.length()];
  }

  private static int cheapest(int[][] least, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int step = least[i - 1][j - 1] + (same ? 0 : 1);
    int cost = Math.min(step, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, least[i - 2][j - 2] + 1) : cost;
  }
}
