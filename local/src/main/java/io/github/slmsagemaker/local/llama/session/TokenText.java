package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.TextMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of consecutive tokens into text. In {@link TextMode#WHOLE_CHARACTERS} all parts
 * together are what all bytes together decode to, malformed ones as U+FFFD.
 */
public final class TokenText {
  private final TextMode mode;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] unfinished = new byte[0];

  TokenText(TextMode mode) {
    this.mode = mode;
  }

  /** The characters that {@code bytes} finish. */
  String next(byte[] bytes) {
    return switch (mode) {
      case TOKEN_BY_TOKEN -> new String(bytes, StandardCharsets.UTF_8);
      case WHOLE_CHARACTERS -> decode(bytes, false);
    };
  }

  /** Whether bytes wait for those that finish their character. */
  boolean unfinished() {
    return unfinished.length > 0;
  }

  /** What is left at the end: U+FFFD for an unfinished character, else nothing. */
  String end() {
    return unfinished.length == 0 ? "" : decode(new byte[0], true);
  }

  private String decode(byte[] bytes, boolean end) {
    ByteBuffer in =
        ByteBuffer.allocate(unfinished.length + bytes.length).put(unfinished).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.reset();
    decoder.decode(in, out, end);
    unfinished = new byte[in.remaining()];
    in.get(unfinished);
    return out.flip().toString();
  }
}
