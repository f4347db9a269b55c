package io.github.slmsagemaker.cli.account;

import java.util.Objects;

/**
 * The account could not be asked; the message is the line that a person is shown: what failed, why,
 * and what to do. It holds no credentials.
 */
public final class AccountFailure extends RuntimeException {
  public AccountFailure(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  AccountFailure(String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
  }

  /** The message, never null here. */
  public String explanation() {
    return Objects.requireNonNull(getMessage());
  }
}
