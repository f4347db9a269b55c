package io.github.slmsagemaker.capacity;

/** Numbers as people read them. */
final class Words {
  private Words() {}

  static String mebibytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20) + " MiB";
  }

  static String gigabytes(long bytes) {
    return "%.2f GB".formatted(bytes / 1e9);
  }
}
