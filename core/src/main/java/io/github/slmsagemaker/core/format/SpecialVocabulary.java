package io.github.slmsagemaker.core.format;

import java.util.List;
import java.util.Objects;

/**
 * The strings that a model, or the protocol it was trained on, gives a meaning beyond text.
 *
 * <p>No string holds white space, so that one space inserted into it makes it plain text.
 *
 * @param name the set's name in the catalogue
 * @param strings all single strings, each once
 * @param families strings that differ in a number only
 */
public record SpecialVocabulary(String name, List<String> strings, List<Family> families) {
  public SpecialVocabulary {
    Objects.requireNonNull(name, "name");
    strings = List.copyOf(strings);
    families = List.copyOf(families);
    if (strings.stream().distinct().count() != strings.size()) {
      throw new IllegalArgumentException("special strings of " + name + " hold one twice");
    }
    strings.forEach(SpecialVocabulary::requireVisible);
  }

  /**
   * Strings made of a prefix, a decimal number and a suffix.
   *
   * @param prefix what comes before the number
   * @param suffix what comes after it
   */
  public record Family(String prefix, String suffix) {
    public Family {
      requireVisible(prefix);
      requireVisible(suffix);
    }
  }

  private static void requireVisible(String string) {
    if (string.length() < 2 || string.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "special string is '" + string + "', expected two characters or more and no white space");
    }
  }
}
