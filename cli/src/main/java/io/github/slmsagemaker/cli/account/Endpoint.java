package io.github.slmsagemaker.cli.account;

import java.util.Objects;
import java.util.Optional;

/**
 * A SageMaker endpoint of the account, or an inference component of it, as far as it can be seen.
 *
 * @param status such as {@code InService}
 * @param failure why it is not, where SageMaker says so
 * @param serverless whether it is SageMaker Serverless Inference
 * @param machine what it runs on, such as {@code 1 x ml.g5.xlarge} or {@code 6144 MB}
 * @param image its container's image; empty where that belongs to inference components
 */
public record Endpoint(
    String status,
    Optional<String> failure,
    boolean serverless,
    String machine,
    Optional<String> image) {
  private static final String READY = "InService";

  public Endpoint {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(image, "image");
  }

  /** Whether it can be called. */
  public boolean ready() {
    return status.equals(READY);
  }
}
