package io.github.slmsagemaker.cli.cdk;

import java.util.Objects;

/** The CDK's command line cannot be started; the message is the line that a person is shown. */
public final class CdkFailure extends RuntimeException {
  CdkFailure(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  CdkFailure(String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
  }

  /** The message, never null here. */
  public String explanation() {
    return Objects.requireNonNull(getMessage());
  }
}
