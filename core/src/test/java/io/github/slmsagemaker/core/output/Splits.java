package io.github.slmsagemaker.core.output;

import java.util.ArrayList;
import java.util.List;

/** Ways to cut a text into pieces between characters. */
final class Splits {
  private Splits() {}

  /** Whole; in two at every place; in three with one character in the middle; each by itself. */
  static List<List<String>> of(String text) {
    int[] characters = text.codePoints().toArray();
    List<List<String>> splits = new ArrayList<>();
    splits.add(List.of(text));
    List<String> single = new ArrayList<>();
    for (int i = 0; i < characters.length; i++) {
      String before = new String(characters, 0, i);
      String character = new String(characters, i, 1);
      String after = new String(characters, i + 1, characters.length - i - 1);
      splits.add(List.of(before, character + after));
      splits.add(List.of(before, character, after));
      single.add(character);
    }
    splits.add(single);
    return splits;
  }
}
