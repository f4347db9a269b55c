package io.github.slmsagemaker.core.output;

import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.Objects;

/** A part of a model's answer. */
public sealed interface Delta {

  /** Some text; not empty. */
  record Text(String text) implements Delta {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A whole call. */
  record Call(ToolCall call) implements Delta {
    public Call {
      Objects.requireNonNull(call, "call");
    }
  }
}
