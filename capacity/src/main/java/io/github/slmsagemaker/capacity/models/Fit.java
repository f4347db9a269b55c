package io.github.slmsagemaker.capacity.models;

/**
 * Whether the model fits into memory.
 *
 * @param need what it takes
 * @param available bytes that there are
 * @param where what they are of, such as {@code 6144 MB}
 */
public record Fit(MemoryNeed need, long available, String where) {
  /** Whether it does, the margin included. */
  public boolean fits() {
    return left() >= 0;
  }

  /** Bytes that are left, margin taken off; negative where they are missing. */
  public long left() {
    return available - need.total();
  }
}
