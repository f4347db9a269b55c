package io.github.slmsagemaker.http;

import org.jspecify.annotations.Nullable;

/** Nobody takes the answer any more: the client hung up or stopped reading. */
public final class ClientGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why nobody takes it, and what was seen underneath, if anything. */
  public ClientGone(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
