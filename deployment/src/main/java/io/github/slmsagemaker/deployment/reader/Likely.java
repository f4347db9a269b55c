package io.github.slmsagemaker.deployment.reader;

import java.util.List;
import java.util.Locale;

/** What was most likely meant by a word that is none of the known ones. */
final class Likely {
  /** Below this many letters anything is like anything. */
  private static final int LEAST_LETTERS = 3;

  /** From this many on, two slips of the pen are forgiven, so that two letters may be swapped. */
  private static final int TWO_SLIPS = 5;

  private Likely() {}

  /** The end of a sentence; empty where nothing is like it. */
  static String of(String typed, List<String> known) {
    return known.stream()
        .filter(word -> alike(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }

  private static boolean alike(String typed, String word) {
    boolean longEnough = Math.min(typed.length(), word.length()) >= LEAST_LETTERS;
    return longEnough
        && (word.startsWith(typed)
            || typed.startsWith(word)
            || slips(typed, word) <= (word.length() < TWO_SLIPS ? 1 : 2));
  }

  /** Letters to put in, leave out or change. */
  private static int slips(String typed, String word) {
    int[] above = new int[word.length() + 1];
    for (int j = 0; j <= word.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int[] row = new int[word.length() + 1];
      row[0] = i;
      for (int j = 1; j <= word.length(); j++) {
        int changed = above[j - 1] + (typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[word.length()];
  }
}
