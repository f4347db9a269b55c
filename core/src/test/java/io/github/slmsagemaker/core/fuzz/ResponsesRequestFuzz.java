package io.github.slmsagemaker.core.fuzz;

import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.responses.request.ResponsesRequestReader;

/** Any body of a Responses request. */
public final class ResponsesRequestFuzz {
  private ResponsesRequestFuzz() {}

  /** Reads one body. */
  public static void fuzzerTestOneInput(byte[] body) {
    Turns.requireOurs(() -> ResponsesRequestReader.read(body, new IgnoredFields()).chat());
  }
}
