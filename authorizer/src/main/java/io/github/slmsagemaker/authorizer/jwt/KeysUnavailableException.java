package io.github.slmsagemaker.authorizer.jwt;

/** Whether a token is good cannot be told, because its issuer's keys cannot be had. */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(Exception cause) {
    super("the token was not checked: " + cause.getMessage(), cause);
  }
}
