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
}
