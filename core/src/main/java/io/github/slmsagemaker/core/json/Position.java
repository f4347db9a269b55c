package io.github.slmsagemaker.core.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;

/** Where in a body something is, in the words of error messages. */
final class Position {
  private Position() {}

  /** Line and column, both from 1. */
  static String of(@Nullable TokenStreamLocation location) {
    return location == null
        ? "an unknown position"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** Path of the value being read, such as {@code messages[2].content}; empty for the root. */
  static String path(TokenStreamContext context) {
    TokenStreamContext parent = context.getParent();
    String before = parent == null ? "" : path(parent);
    if (context.inArray()) {
      return before + '[' + context.getCurrentIndex() + ']';
    }
    if (context.inObject() && context.hasCurrentName()) {
      return before.isEmpty() ? context.currentName() : before + '.' + context.currentName();
    }
    return before;
  }

  /** Whether the first character takes more than one byte, one of them zero, as in UTF-16. */
  static boolean looksLikeWideEncoding(byte[] body) {
    if (body.length < 2) {
      return false;
    }
    int first = (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
    return first == 0xFEFF || first == 0xFFFE || body[0] == 0 || body[1] == 0;
  }
}
