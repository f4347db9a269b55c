package io.github.slmsagemaker.core.fuzz;

import io.github.slmsagemaker.core.openai.request.ChatRequestReader;

/** Any body of a chat. */
public final class ChatRequestFuzz {
  private ChatRequestFuzz() {}

  /** Reads one body. */
  public static void fuzzerTestOneInput(byte[] body) {
    Turns.requireOurs(() -> ChatRequestReader.read(body));
  }
}
