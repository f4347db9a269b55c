package io.github.slmsagemaker.core.fuzz;

import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.messages.request.MessagesRequestReader;

/** Any body of a Messages request. */
public final class MessagesRequestFuzz {
  private MessagesRequestFuzz() {}

  /** Reads one body. */
  public static void fuzzerTestOneInput(byte[] body) {
    Turns.requireOurs(() -> MessagesRequestReader.read(body, new IgnoredFields()));
  }
}
