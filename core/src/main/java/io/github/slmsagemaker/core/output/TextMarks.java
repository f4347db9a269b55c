package io.github.slmsagemaker.core.output;

/** Tells where in an answer's text a call may begin, which a block of code in it cannot. */
final class TextMarks {
  private final TrailingCalls trailing;
  private int plainUntil;
  private boolean inCodeBlock;

  /** What stands at a place. */
  enum Mark {
    /** A {@code <tool_call>}. */
    CALL,
    /** What may be calls, should the answer end with them. */
    CALLS,
    /** The fence of a block of code that is text. */
    FENCE,
    /** The text ends within what may become one of them. */
    UNDECIDED,
    /** None of them. */
    NONE
  }

  TextMarks(TrailingCalls trailing) {
    this.trailing = trailing;
  }

  /** Tells that no calls but tagged ones begin before this place. */
  void plainUntil(int place) {
    plainUntil = place;
  }

  /** Tells that a {@link Mark#FENCE} has been handed out. */
  void passFence() {
    inCodeBlock = !inCodeBlock;
  }

  /** Tells that the text lost this many characters at its beginning. */
  void shift(int lost) {
    plainUntil -= lost;
  }

  Mark at(CharSequence text, int place) {
    Tag tag = place < text.length() ? Tag.at(text, place) : Tag.UNDECIDED;
    return switch (tag) {
      case CALL_START -> Mark.CALL;
      case UNDECIDED -> Mark.UNDECIDED;
      case CALL_END, NONE -> untagged(text, place);
    };
  }

  private Mark untagged(CharSequence text, int place) {
    Match fence = Match.of(text, place, TrailingCalls.FENCE);
    boolean plain = inCodeBlock || place < plainUntil;
    Match calls = plain ? Match.NO : trailing.beginsAt(text, place);
    if (fence == Match.UNDECIDED || calls == Match.UNDECIDED) {
      return Mark.UNDECIDED;
    }
    if (calls == Match.YES) {
      return Mark.CALLS;
    }
    return fence == Match.YES ? Mark.FENCE : Mark.NONE;
  }
}
