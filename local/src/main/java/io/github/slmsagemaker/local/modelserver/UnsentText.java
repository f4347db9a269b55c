package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.session.LlamaModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text of the tokens since the last one that was told of, as characters and as bytes. */
final class UnsentText {
  private final LlamaModel model;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  UnsentText(LlamaModel model) {
    this.model = model;
  }

  void take(Part part) {
    text.append(part.text());
    int id = part.token().id();
    if (!model.isControl(id)) {
      bytes.writeBytes(model.pieceBytes(id, false));
    }
  }

  void clear() {
    text.setLength(0);
    bytes.reset();
  }

  String text() {
    return text.toString();
  }

  /** Those of {@link #text}; where that has none of its own, as the tokens have them. */
  byte[] bytes() {
    String whole = text();
    return whole.indexOf(0xFFFD) < 0 ? whole.getBytes(StandardCharsets.UTF_8) : bytes.toByteArray();
  }

  /** Whether the last bytes are the beginning of a character that more bytes could finish. */
  boolean endsInsideCharacter() {
    byte[] all = bytes.toByteArray();
    for (int back = 1; back <= 3 && back <= all.length; back++) {
      int value = Byte.toUnsignedInt(all[all.length - back]);
      if (value < 0x80 || value >= 0xC0) {
        int length =
            value >= 0xF8 ? 1 : value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
        return length > back;
      }
    }
    return false;
  }
}
