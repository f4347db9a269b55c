package io.github.slmsagemaker.ledger;

import java.util.Objects;

/**
 * What a window holds.
 *
 * @param window which
 * @param used settled
 * @param reserved not settled; what nobody came back to settle stays in here
 */
public record Usage(Window window, long used, long reserved) {
  public Usage {
    Objects.requireNonNull(window, "window");
  }

  /** What can still be reserved, not below 0. */
  public long left() {
    return Math.max(0, window.limit() - used - reserved);
  }
}
