package io.github.slmsagemaker.core.output;

import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects deltas: joins neighbouring texts, and drops the white space that sets a call off from
 * the text around it, down to one line break where text comes before and after.
 */
final class DeltaList {
  private final List<Delta> deltas = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean textSeen;
  private boolean afterCall;

  void text(CharSequence piece) {
    if (!afterCall) {
      append(piece);
      return;
    }
    String stripped = piece.toString().stripLeading();
    if (!stripped.isEmpty()) {
      afterCall = false;
      append((textSeen ? "\n" : "") + stripped);
    }
  }

  void call(ToolCall call) {
    endText();
    deltas.add(new Delta.Call(call));
    afterCall = true;
  }

  /** Hands out what has been collected. */
  List<Delta> take() {
    endText();
    List<Delta> taken = List.copyOf(deltas);
    deltas.clear();
    return taken;
  }

  private void append(CharSequence piece) {
    textSeen |= !piece.isEmpty();
    text.append(piece);
  }

  private void endText() {
    if (!text.isEmpty()) {
      deltas.add(new Delta.Text(text.toString()));
      text.setLength(0);
    }
  }
}
