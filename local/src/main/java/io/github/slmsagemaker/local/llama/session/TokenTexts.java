package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.binding.ModelFunctions;
import io.github.slmsagemaker.local.llama.binding.NativeStrings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a vocabulary makes of texts and of tokens, while its model is open. */
record TokenTexts(ModelFunctions models, MemorySegment vocabulary) {
  private static final int LONGEST_PIECE = 4096;

  /** llama.h, LLAMA_TOKEN_ATTR_UNKNOWN, _CONTROL and _USER_DEFINED: what a tokeniser splits at. */
  private static final int SPECIAL = 1 | 1 << 3 | 1 << 4;

  /** The text of a token that is no part of what was learnt. */
  Optional<String> special(int token) {
    return (models.attributes.call(vocabulary, token) & SPECIAL) == 0
        ? Optional.empty()
        : Optional.of(NativeStrings.utf8(models.text.call(vocabulary, token), LONGEST_PIECE));
  }

  int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    // No token has fewer bytes than one; the rest is what may be added in front and behind.
    int most = Math.addExact(utf8.length, 8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, utf8.length));
      MemorySegment.copy(utf8, 0, bytes, ValueLayout.JAVA_BYTE, 0, utf8.length);
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, most);
      int count = tokenizeInto(ids, most, bytes, utf8.length, addSpecial, parseSpecial);
      if (count < 0) {
        most = -count;
        ids = arena.allocate(ValueLayout.JAVA_INT, most);
        count = tokenizeInto(ids, most, bytes, utf8.length, addSpecial, parseSpecial);
      }
      return ids.asSlice(0, count * 4L).toArray(ValueLayout.JAVA_INT);
    }
  }

  private int tokenizeInto(
      MemorySegment ids,
      int most,
      MemorySegment bytes,
      int length,
      boolean addSpecial,
      boolean parseSpecial) {
    return models.tokenize.call(vocabulary, bytes, length, ids, most, addSpecial, parseSpecial);
  }

  byte[] piece(int token, boolean renderSpecial) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(LONGEST_PIECE);
      int count = models.piece.call(vocabulary, token, bytes, LONGEST_PIECE, 0, renderSpecial);
      if (count < 0) {
        bytes = arena.allocate(-count);
        count = models.piece.call(vocabulary, token, bytes, -count, 0, renderSpecial);
      }
      return bytes.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
