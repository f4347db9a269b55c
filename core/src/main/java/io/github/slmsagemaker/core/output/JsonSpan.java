package io.github.slmsagemaker.core.output;

import java.util.Set;

/**
 * Finds the end of JSON in a text that is still growing, reading each character once; gives up as
 * soon as the JSON cannot be a call, so that no text is held back for long.
 */
final class JsonSpan {
  private static final Set<String> FIRST_NAMES =
      Set.of("name", "arguments", "parameters", "function", "type", "id");

  private final Set<String> callable;
  private final StringBuilder head = new StringBuilder();
  private boolean anyObject;
  private int start;
  private int at;
  private int limit;
  private int depth;
  private char quote;
  private boolean escaped;
  private int word;
  private int words;
  private boolean named;

  /**
   * @param callable names of the tools that may be called
   */
  JsonSpan(Set<String> callable) {
    this.callable = callable;
  }

  /**
   * Begins at an opening bracket.
   *
   * @param position of the bracket
   * @param end where JSON that goes on is given up
   * @param arguments whether any object will do, since its call has been named
   */
  void begin(int position, int end, boolean arguments) {
    start = position;
    at = position;
    limit = end;
    anyObject = arguments;
    head.setLength(0);
    depth = 0;
    quote = 0;
    escaped = false;
    words = 0;
    named = false;
  }

  int start() {
    return start;
  }

  /** Where the reading stands: after the JSON, or at the character that makes it no call. */
  int at() {
    return at;
  }

  /** Tells that the text lost this many characters at its beginning. */
  void shift(int lost) {
    start -= lost;
    at -= lost;
    limit -= lost;
    word -= lost;
  }

  /** Reads on: {@link Match#YES} at the end of the JSON. */
  Match scan(CharSequence text) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (at >= limit || !(quote == 0 ? fitsOutside(c) : fitsInside(c, text))) {
        return Match.NO;
      }
      at++;
      if (depth == 0) {
        return Match.YES;
      }
    }
    return Match.UNDECIDED;
  }

  private boolean fitsInside(char c, CharSequence text) {
    if (escaped) {
      escaped = false;
    } else if (c == quote) {
      quote = 0;
      return words > 2 || anyObject || wordFits(text.subSequence(word, at).toString());
    } else {
      escaped = c == '\\';
    }
    return true;
  }

  private boolean fitsOutside(char c) {
    switch (c) {
      case '"', '\'' -> {
        quote = c;
        word = at + 1;
        words++;
      }
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    return words > 0 || Character.isWhitespace(c) || headFits(c);
  }

  /** Before the first name stands the bracket of an object, or those of a list and its object. */
  private boolean headFits(char c) {
    String opened = head.append(c).toString();
    return anyObject ? opened.startsWith("{") : "[{".startsWith(opened) || opened.equals("{");
  }

  private boolean wordFits(String text) {
    if (words == 1) {
      named = text.equals("name");
      return FIRST_NAMES.contains(text);
    }
    return !named || callable.contains(text);
  }
}
