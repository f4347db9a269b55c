package io.github.slmsagemaker.core.pattern;

/** A pattern's characters, read one after another. */
final class Source {
  static final int END = -1;

  private final int[] points;
  private int at;

  Source(String pattern) {
    this.points = pattern.codePoints().toArray();
  }

  int peek() {
    return at < points.length ? points[at] : END;
  }

  int next() {
    return at < points.length ? points[at++] : END;
  }

  /** Reads {@code text} if it comes next. */
  boolean take(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= points.length || points[at + i] != text.charAt(i)) {
        return false;
      }
    }
    at += text.length();
    return true;
  }

  int mark() {
    return at;
  }

  void back(int mark) {
    at = mark;
  }

  /** Reads up to {@code end} and over it. */
  String until(char end) throws PatternFlaw {
    StringBuilder text = new StringBuilder();
    while (peek() != end) {
      if (peek() == END) {
        throw new PatternFlaw("a " + end + " is missing");
      }
      text.appendCodePoint(next());
    }
    next();
    return text.toString();
  }

  /** Reads so many hexadecimal digits; -1, and nothing is read, where there are others. */
  int hex(int digits) {
    int mark = at;
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = peek() == END ? -1 : Character.digit(next(), 16);
      if (digit < 0) {
        at = mark;
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** Reads a decimal number, {@code most} for any that is greater; -1 where there is none. */
  int number(int most) {
    int value = -1;
    while (Characters.digit(peek())) {
      value = (int) Math.min(most, Math.max(0, value) * 10L + next() - '0');
    }
    return value;
  }
}
