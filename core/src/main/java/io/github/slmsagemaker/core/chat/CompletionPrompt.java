package io.github.slmsagemaker.core.chat;

import java.util.List;
import java.util.Objects;

/** What a completion goes on from. */
public sealed interface CompletionPrompt {

  /** A text; nothing is rendered around it. */
  record Text(String text) implements CompletionPrompt {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A text that the client has cut into the model's tokens by itself; at least one. */
  record Ids(List<Integer> ids) implements CompletionPrompt {
    public Ids {
      ids = List.copyOf(ids);
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("ids is empty, expected at least one");
      }
    }
  }
}
