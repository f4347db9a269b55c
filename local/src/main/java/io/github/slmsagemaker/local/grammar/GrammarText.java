package io.github.slmsagemaker.local.grammar;

/** A grammar's characters, taken one by one; what stands where it may not is refused. */
final class GrammarText {
  private static final char END = '\0';

  private final String text;
  private int at;

  /** How often something is written: without end where {@code most} is {@link Long#MAX_VALUE}. */
  record Times(long least, long most) {}

  GrammarText(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return peek() == END;
  }

  boolean atWord() {
    return isWord(peek());
  }

  boolean atRepetition() {
    return "*+?{".indexOf(peek()) >= 0;
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean take(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  void expect(String symbol) {
    if (!text.startsWith(symbol, at)) {
      throw malformed(symbol);
    }
    at += symbol.length();
  }

  void expectLineBreak() {
    if (!isLineBreak(peek()) && !atEnd()) {
      throw malformed("a line break");
    }
  }

  /** Space, comments and, if wanted, line breaks. */
  void skipSpace(boolean lines) {
    while (peek() == ' ' || peek() == '\t' || peek() == '#' || (lines && isLineBreak(peek()))) {
      if (peek() == '#') {
        while (!isLineBreak(peek()) && !atEnd()) {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  String name() {
    int start = at;
    while (atWord()) {
      at++;
    }
    if (at == start) {
      throw malformed("a rule's name");
    }
    return text.substring(start, at);
  }

  /** Reads from the opening character to {@code end} and says how many characters it names. */
  int quoted(char end) {
    int size = 0;
    at++;
    if (end == ']') {
      take('^');
    }
    while (peek() != end) {
      if (atEnd()) {
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

  /** Reads {@code * + ? {m} {m,} {m,n}}. */
  Times times(boolean lines) {
    return switch (text.charAt(at++)) {
      case '*' -> new Times(0, Long.MAX_VALUE);
      case '+' -> new Times(1, Long.MAX_VALUE);
      case '?' -> new Times(0, 1);
      default -> braced(lines);
    };
  }

  private Times braced(boolean lines) {
    skipSpace(lines);
    long least = number();
    long most = least;
    skipSpace(lines);
    if (take(',')) {
      skipSpace(lines);
      most = peek() == '}' ? Long.MAX_VALUE : number();
      skipSpace(lines);
    }
    expect("}");
    if (most < least) {
      throw malformed(
          "a repetition that ends above its start, seen {%d,%d}".formatted(least, most));
    }
    return new Times(least, most);
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

  GrammarRefused malformed(String expected) {
    String seen = at < text.length() ? "character " + at : "its end";
    return new GrammarRefused(
        "the grammar is malformed at %s, expected %s".formatted(seen, expected));
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
}
