package io.github.slmsagemaker.core.output;

/** Whether a string stands at a place in a text that may still grow. */
enum Match {
  /** It does. */
  YES,
  /** The text ends within what may become it. */
  UNDECIDED,
  /** It does not. */
  NO;

  static Match of(CharSequence text, int at, String string) {
    int there = Math.min(string.length(), text.length() - at);
    for (int i = 0; i < there; i++) {
      if (text.charAt(at + i) != string.charAt(i)) {
        return NO;
      }
    }
    return there < string.length() ? UNDECIDED : YES;
  }

  /** Whether one of two strings does. */
  Match or(Match other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
