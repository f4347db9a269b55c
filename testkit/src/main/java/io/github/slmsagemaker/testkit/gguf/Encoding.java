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
  Q4_K(12, 14, 256, 144),
  Q6_K(14, 18, 256, 210),

  /**
   * A mixture: Q4_K, and Q6_K for what llama.cpp's {@code llama_tensor_get_type} thinks worth it.
   */
  Q4_K_M(12, 15, 256, 144) {
    @Override
    Encoding ofOutput() {
      return Q6_K;
    }

    @Override
    Encoding ofValuesAndDown(int layer, int layers) {
      boolean ends = layer < layers / 8 || layer >= 7 * layers / 8;
      return ends || (layer - layers / 8) % 3 == 2 ? Q6_K : Q4_K;
    }
  };

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

  /** Of the output, or of what serves as embedding and output. */
  Encoding ofOutput() {
    return this;
  }

  /** Of the matrices of a layer that make values and that end its feed-forward step. */
  Encoding ofValuesAndDown(int layer, int layers) {
    return this;
  }
}
