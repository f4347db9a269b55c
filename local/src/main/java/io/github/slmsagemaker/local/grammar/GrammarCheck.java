package io.github.slmsagemaker.local.grammar;

import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a GBNF grammar before llama.cpp does. b4916 ignores one that does not parse, prints it to
 * standard error, recurses with every parenthesis and unrolls every repetition; so what is not
 * well-formed, nests deeply or unrolls to much never reaches it.
 *
 * <p>Source: the syntax that {@code src/llama-grammar.cpp} accepts. Left recursion is left to it.
 */
public final class GrammarCheck {
  private static final int MOST_CHARACTERS = 1 << 16;
  private static final int MOST_NESTING = 64;
  private static final long MOST_ELEMENTS = 1 << 16;
  private static final char END = '\0';

  private final String text;
  private final Set<String> defined = new TreeSet<>();
  private final Set<String> referred = new TreeSet<>();
  private int at;
  private int nesting;

  private GrammarCheck(String text) {
    this.text = text;
  }

  /**
   * Passes what llama.cpp can be given.
   *
   * @throws GrammarRefused with one line for everything else
   */
  public static void check(String grammar) {
    if (grammar.isBlank() || grammar.indexOf(END) >= 0 || grammar.length() > MOST_CHARACTERS) {
      throw new GrammarRefused(
          "the grammar has %d characters, expected 1 to %d, not blank and without NUL"
              .formatted(grammar.length(), MOST_CHARACTERS));
    }
    new GrammarCheck(grammar).rules();
  }

  private void rules() {
    long elements = 0;
    skipSpace(true);
    while (peek() != END) {
      elements = bounded(elements + rule());
    }
    referred.add("root");
    referred.removeAll(defined);
    if (!referred.isEmpty()) {
      throw new GrammarRefused(
          "the grammar has no rule %s; define it".formatted(String.join(", ", referred)));
    }
  }

  private long rule() {
    defined.add(name());
    skipSpace(false);
    expect("::=");
    skipSpace(true);
    long size = alternatives(false);
    if (peek() != '\r' && peek() != '\n' && peek() != END) {
      throw malformed("a line break");
    }
    skipSpace(true);
    return size;
  }

  private long alternatives(boolean nested) {
    long size = sequence(nested);
    while (peek() == '|') {
      at++;
      skipSpace(true);
      size = bounded(size + 1 + sequence(nested));
    }
    return size + 1;
  }

  private long sequence(boolean nested) {
    long size = 0;
    long last = 0;
    while (true) {
      if (isRepetition(peek())) {
        if (last == 0) {
          throw malformed("something to repeat");
        }
        size = bounded(size + last * repetition(nested));
      } else {
        last = item();
        if (last == 0) {
          return size;
        }
        size = bounded(size + last);
      }
      skipSpace(nested);
    }
  }

  /** Reads one item and says how many elements it becomes; 0 where there is none. */
  private long item() {
    char first = peek();
    if (isWord(first)) {
      referred.add(name());
      return 1;
    }
    return switch (first) {
      case '"' -> quoted('"');
      case '[' -> quoted(']');
      case '(' -> group();
      case '.' -> {
        at++;
        yield 1;
      }
      default -> 0;
    };
  }

  private long group() {
    if (++nesting > MOST_NESTING) {
      throw new GrammarRefused(
          "the grammar nests over %d parentheses; use rules".formatted(MOST_NESTING));
    }
    at++;
    skipSpace(true);
    long size = alternatives(true);
    expect(")");
    nesting--;
    return size + 1;
  }

  private long quoted(char end) {
    long size = 1;
    at++;
    while (peek() != end) {
      if (peek() == END) {
        throw malformed(Character.toString(end));
      }
      if (peek() == '\\') {
        escape();
      }
      at++;
      size++;
    }
    at++;
    return size;
  }

  private void escape() {
    at++;
    int hexDigits =
        switch (peek()) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          case 't', 'r', 'n', '\\', '"', '[', ']' -> 0;
          default -> throw malformed("an escape such as \\n, \\x41 or \\\\");
        };
    for (int i = 0; i < hexDigits; i++) {
      at++;
      if (Character.digit(peek(), 16) < 0) {
        throw malformed(hexDigits + " hexadecimal digits");
      }
    }
  }

  /** Reads {@code * + ? {m} {m,} {m,n}} and says how often the item is written again. */
  private long repetition(boolean nested) {
    if (text.charAt(at++) != '{') {
      return 1;
    }
    skipSpace(nested);
    long least = number();
    long most = least;
    skipSpace(nested);
    if (peek() == ',') {
      at++;
      skipSpace(nested);
      if (peek() != '}') {
        most = number();
        skipSpace(nested);
      }
    }
    expect("}");
    if (most < least) {
      throw malformed(
          "a repetition that ends above its start, seen {%d,%d}".formatted(least, most));
    }
    return most + 1;
  }

  private long number() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start || at - start > 6) {
      throw malformed("a number of one to six digits");
    }
    return Long.parseLong(text.substring(start, at));
  }

  private String name() {
    int start = at;
    while (isWord(peek())) {
      at++;
    }
    if (at == start) {
      throw malformed("a rule's name");
    }
    return text.substring(start, at);
  }

  private void skipSpace(boolean lines) {
    while (peek() == ' ' || peek() == '\t' || peek() == '#' || (lines && isLineBreak(peek()))) {
      if (peek() == '#') {
        while (!isLineBreak(peek()) && peek() != END) {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  private void expect(String symbol) {
    if (!text.startsWith(symbol, at)) {
      throw malformed(symbol);
    }
    at += symbol.length();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isRepetition(char character) {
    return character == '*' || character == '+' || character == '?' || character == '{';
  }

  private static boolean isLineBreak(char character) {
    return character == '\r' || character == '\n';
  }

  private static boolean isWord(char character) {
    return character == '-'
        || (character >= '0' && character <= '9')
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }

  private static long bounded(long elements) {
    if (elements > MOST_ELEMENTS) {
      throw new GrammarRefused(
          "the grammar unrolls to over %d elements; shorten its repetitions"
              .formatted(MOST_ELEMENTS));
    }
    return elements;
  }

  private GrammarRefused malformed(String expected) {
    String seen = at < text.length() ? "character " + at : "its end";
    return new GrammarRefused(
        "the grammar is malformed at %s, expected %s".formatted(seen, expected));
  }
}
