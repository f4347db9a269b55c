package io.github.slmsagemaker.capacity;

/** How keys and values are kept. Blocks as in ggml: 32 elements with one scale. */
public enum KvType {
  /** Two bytes an element. */
  F16("f16", 1, 2),
  /** 34 bytes for 32 elements. */
  Q8_0("q8_0", 32, 34),
  /** 18 bytes for 32 elements. */
  Q4_0("q4_0", 32, 18);

  private final String word;
  private final int elements;
  private final int bytes;

  KvType(String word, int elements, int bytes) {
    this.word = word;
    this.elements = elements;
    this.bytes = bytes;
  }

  /** The engine's word for it. */
  public String word() {
    return word;
  }

  long bytes(long count) {
    return Math.multiplyExact(Math.ceilDiv(count, elements), (long) bytes);
  }
}
