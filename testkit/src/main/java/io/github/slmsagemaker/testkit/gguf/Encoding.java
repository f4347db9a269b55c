package io.github.slmsagemaker.testkit.gguf;

/**
 * How weights are written. Source: {@code enum ggml_type} and {@code enum llama_ftype} of llama.cpp
 * b4916.
 */
public enum Encoding {
  F32(0, 0, 1, 4),
  F16(1, 1, 1, 2),
  Q4_0(2, 2, 32, 18),
  Q8_0(8, 7, 32, 34),
  Q4_K(12, 14, 256, 144);

  final int type;
  final int fileType;
  final int blockElements;
  final int blockBytes;

  Encoding(int type, int fileType, int blockElements, int blockBytes) {
    this.type = type;
    this.fileType = fileType;
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }
}
