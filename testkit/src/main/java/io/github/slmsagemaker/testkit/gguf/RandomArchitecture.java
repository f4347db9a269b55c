package io.github.slmsagemaker.testkit.gguf;

/**
 * Architectures whose files are written: names of keys and tensors as llama.cpp b4916 reads them.
 */
public enum RandomArchitecture {
  LLAMA("llama"),
  /** Biases beside query, key and value. */
  QWEN2("qwen2"),
  /** Query, key and value in one matrix, gate and up in another. */
  PHI3("phi3"),
  /** Heads of their own width, norms behind each step, one matrix for input and output. */
  GEMMA2("gemma2");

  final String key;

  RandomArchitecture(String key) {
    this.key = key;
  }
}
