package io.github.slmsagemaker.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.request.CompletionRequestReader;

/** Any body of a completion is refused with an error object, or becomes a request in bounds. */
public final class CompletionRequestFuzz {
  private CompletionRequestFuzz() {}

  /** Reads one body. */
  public static void fuzzerTestOneInput(byte[] body) {
    try {
      CompletionRequest request = CompletionRequestReader.read(body);
      assertThat(request.maxTokens()).isPositive();
      assertThat(request.stop()).hasSizeLessThanOrEqualTo(4).doesNotContain("");
    } catch (Failure refusal) {
      Refusals.requireHonest(refusal);
    }
  }
}
