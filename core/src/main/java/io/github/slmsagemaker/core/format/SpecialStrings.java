package io.github.slmsagemaker.core.format;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    Set<String> strings =
        Stream.concat(vocabulary.strings().stream(), served.stream().map(String::strip))
            .filter(string -> string.length() > 1)
            .collect(Collectors.toSet());
    any =
        Pattern.compile(
            Stream.concat(families, Stream.of(anyOf(strings))).collect(Collectors.joining("|")));
  }

  /**
   * A pattern of strings, the longest first, in which what they begin with stands once: a file has
   * hundreds of them, and a text of a megabyte must not be looked at as often.
   */
  private static String anyOf(Set<String> strings) {
    Map<String, Set<String>> endings = new TreeMap<>();
    for (String string : strings) {
      if (!string.isEmpty()) {
        int first = string.offsetByCodePoints(0, 1);
        endings
            .computeIfAbsent(string.substring(0, first), _ -> new HashSet<>())
            .add(string.substring(first));
      }
    }
    String longer =
        endings.entrySet().stream()
            .map(entry -> Pattern.quote(entry.getKey()) + anyOf(entry.getValue()))
            .collect(Collectors.joining("|"));
    if (endings.size() <= 1 && !strings.contains("")) {
      return longer;
    }
    return longer.isEmpty() ? "" : "(?:" + longer + ")" + (strings.contains("") ? "?" : "");
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
