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
    Match start = Match.of(text, at, START);
    Match end = Match.of(text, at, END);
    if (start == Match.YES) {
      return CALL_START;
    }
    if (end == Match.YES) {
      return CALL_END;
    }
    return start.or(end) == Match.UNDECIDED ? UNDECIDED : NONE;
  }
}
