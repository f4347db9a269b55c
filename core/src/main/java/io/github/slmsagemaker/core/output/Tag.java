package io.github.slmsagemaker.core.output;

/** A tag at a place in a text that may still grow. */
enum Tag {
  /** {@code <tool_call>}. */
  CALL_START,
  /** {@code </tool_call>}. */
  CALL_END,
  /** The text ends within what may become one of them. */
  UNDECIDED,
  /** Neither. */
  NONE;

  static final String START = "<tool_call>";
  static final String END = "</tool_call>";

  static Tag at(CharSequence text, int at) {
    if (begins(text, at, START)) {
      return remaining(text, at) < START.length() ? UNDECIDED : CALL_START;
    }
    if (begins(text, at, END)) {
      return remaining(text, at) < END.length() ? UNDECIDED : CALL_END;
    }
    return NONE;
  }

  private static boolean begins(CharSequence text, int at, String tag) {
    int length = Math.min(tag.length(), remaining(text, at));
    for (int i = 0; i < length; i++) {
      if (text.charAt(at + i) != tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int remaining(CharSequence text, int at) {
    return text.length() - at;
  }
}
