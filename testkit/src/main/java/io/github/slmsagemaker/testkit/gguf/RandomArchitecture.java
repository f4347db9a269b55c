package io.github.slmsagemaker.testkit.gguf;

/**
 * Architectures whose files are written: names of keys and tensors as llama.cpp reads them; b4916
 * knows the first four.
 */
public enum RandomArchitecture {
  LLAMA("llama"),
  /** Biases beside query, key and value. */
  QWEN2("qwen2"),
  /** Query, key and value in one matrix, gate and up in another. */
  PHI3("phi3"),
  /** Heads of their own width, norms behind each step, one matrix for input and output. */
  GEMMA2("gemma2"),
  /** Heads of 128 whatever the width, with norms of their own. */
  QWEN3("qwen3"),
  /**
   * Granite 4: state-space layers of twice the width, every tenth layer attends, and all choose 6
   * of 64 experts of half the feed-forward width, which a shared one has whole.
   */
  GRANITE_HYBRID("granitehybrid");

  static final int EXPERTS = 64;
  static final int EXPERTS_USED = 6;
  static final int STATE = 128;
  static final int STATE_HEAD = 64;
  static final int CONVOLUTION = 4;

  final String key;

  RandomArchitecture(String key) {
    this.key = key;
  }

  /** Whether a layer keeps a state instead of keys and values. */
  boolean recurrent(int layer) {
    return this == GRANITE_HYBRID && layer % 10 != 5;
  }
}
