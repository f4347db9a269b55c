package io.github.slmsagemaker.core.format;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps client text from becoming control tokens: every special string in it is broken visibly by a
 * space after its first character, {@code <|im_start|>} to {@code < |im_start|>} (promise P16).
 *
 * <p>Case matters, as it does to tokenizers.
 */
public final class SpecialStrings {
  private final Pattern any;

  /** The strings of a vocabulary. */
  public SpecialStrings(SpecialVocabulary vocabulary) {
    this(vocabulary, Set.of());
  }

  /**
   * The strings of a vocabulary and those of the file that is served.
   *
   * @param served texts of the file's control tokens, and of those that its maker added; white
   *     space around them is not part of what is broken, and a single character cannot be
   */
  public SpecialStrings(SpecialVocabulary vocabulary, Set<String> served) {
    Stream<String> families =
        vocabulary.families().stream()
            .map(
                family ->
                    Pattern.quote(family.prefix()) + "[0-9]+" + Pattern.quote(family.suffix()));
    Stream<String> strings =
        Stream.concat(vocabulary.strings().stream(), served.stream().map(String::strip))
            .filter(string -> string.length() > 1)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote);
    any = Pattern.compile(Stream.concat(families, strings).collect(Collectors.joining("|")));
  }

  /**
   * The text without any special string.
   *
   * <p>To be called on what is pasted in the end, escapes and joins included, so that nothing
   * downstream can put one together again.
   */
  public String neutralized(String clientText) {
    String text = clientText;
    for (Matcher found = any.matcher(text); found.find(); found = any.matcher(text)) {
      text = found.replaceAll(match -> Matcher.quoteReplacement(broken(match.group())));
    }
    return text;
  }

  /** How many special strings are in a text. */
  public int count(String text) {
    return (int) any.matcher(text).results().count();
  }

  private static String broken(String special) {
    int first = special.offsetByCodePoints(0, 1);
    return special.substring(0, first) + " " + special.substring(first);
  }
}
