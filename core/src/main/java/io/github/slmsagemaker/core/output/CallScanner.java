package io.github.slmsagemaker.core.output;

/**
 * Finds the end of a call in a text that is still growing, reading each character once.
 *
 * <p>A tag within quotes is text of the call. Should the call turn out malformed, though, the
 * quotes were none, and the first end tag within them is where it ended.
 */
final class CallScanner {
  /** Longest call in characters: what is longer is no call. */
  static final int LONGEST = 256 * 1024;

  private int start;
  private int at;
  private char quote;
  private boolean escaped;
  private boolean opened;
  private int quotedEnd;

  /** What the scan came to. */
  enum Found {
    /** More text is needed. */
    NOTHING,
    /** {@code </tool_call>} is at {@link #at}. */
    END,
    /** The {@code <tool_call>} of a next call is at {@link #at}: this one was not closed. */
    NEXT,
    /** There is no call: it does not begin as one, or it is too long. */
    NO_CALL
  }

  /** Begins at the first character after {@code <tool_call>}. */
  void begin(int position) {
    start = position;
    at = position;
    quote = 0;
    escaped = false;
    opened = false;
    quotedEnd = -1;
  }

  int start() {
    return start;
  }

  int at() {
    return at;
  }

  /** Where text goes on if this is no call: after its end tag, wherever that was. */
  int resume(int otherwise) {
    return quotedEnd >= 0 ? quotedEnd : otherwise;
  }

  /** Tells that the text lost this many characters at its beginning. */
  void shift(int lost) {
    start -= lost;
    at -= lost;
    quotedEnd -= quotedEnd >= 0 ? lost : 0;
  }

  /** Reads on as far as can be decided. */
  Found scan(CharSequence text) {
    while (at < text.length()) {
      if (at - start >= LONGEST) {
        return Found.NO_CALL;
      }
      char c = text.charAt(at);
      if (!opened && !Character.isWhitespace(c)) {
        if (c != '{') {
          return Found.NO_CALL;
        }
        opened = true;
      }
      if (c == '<' && !escaped) {
        Tag tag = Tag.at(text, at);
        if (tag == Tag.UNDECIDED) {
          return Found.NOTHING;
        }
        if (quote == 0 && tag != Tag.NONE) {
          return tag == Tag.CALL_END ? Found.END : Found.NEXT;
        }
        if (tag == Tag.CALL_END && quotedEnd < 0) {
          quotedEnd = at + Tag.END.length();
        }
      }
      read(c);
    }
    return Found.NOTHING;
  }

  private void read(char c) {
    at++;
    if (escaped) {
      escaped = false;
    } else if (quote == 0) {
      quote = c == '"' || c == '\'' ? c : 0;
    } else if (c == quote) {
      quote = 0;
    } else {
      escaped = c == '\\';
    }
  }
}
