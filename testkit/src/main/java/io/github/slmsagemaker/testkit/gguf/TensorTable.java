package io.github.slmsagemaker.testkit.gguf;

import java.util.ArrayList;
import java.util.List;

/** The tensors of one file, in order. */
final class TensorTable {
  private static final int ALIGNMENT = 32;

  private final RandomShape shape;
  private final List<Tensor> tensors = new ArrayList<>();
  private long dataBytes;

  /** A row of the table; the contiguous dimension comes first. */
  record Tensor(String name, List<Long> dimensions, Encoding type, long offset) {
    long blocks() {
      return dimensions.stream().reduce(1L, Math::multiplyExact) / type.blockElements;
    }

    long sizeBytes() {
      return blocks() * type.blockBytes;
    }
  }

  TensorTable(RandomShape shape, int vocabularySize) {
    this.shape = shape;
    matrix("token_embd", shape.embedding(), vocabularySize);
    for (int layer = 0; layer < shape.layers(); layer++) {
      attention("blk." + layer + ".");
      feedForward("blk." + layer + ".");
    }
    vector("output_norm.weight", shape.embedding());
    if (shape.architecture() != RandomArchitecture.GEMMA2) {
      matrix("output", shape.embedding(), vocabularySize);
    }
  }

  List<Tensor> tensors() {
    return tensors;
  }

  static long aligned(long bytes) {
    return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
  }

  private void attention(String block) {
    long embedding = shape.embedding();
    long queries = (long) shape.headDimension() * shape.heads();
    long keys = (long) shape.headDimension() * shape.kvHeads();
    vector(block + "attn_norm.weight", embedding);
    if (shape.architecture() == RandomArchitecture.PHI3) {
      matrix(block + "attn_qkv", embedding, queries + 2 * keys);
    } else {
      matrix(block + "attn_q", embedding, queries);
      matrix(block + "attn_k", embedding, keys);
      matrix(block + "attn_v", embedding, keys);
    }
    if (shape.architecture() == RandomArchitecture.QWEN2) {
      vector(block + "attn_q.bias", queries);
      vector(block + "attn_k.bias", keys);
      vector(block + "attn_v.bias", keys);
    }
    matrix(block + "attn_output", queries, embedding);
    if (shape.architecture() == RandomArchitecture.GEMMA2) {
      vector(block + "post_attention_norm.weight", embedding);
    }
  }

  private void feedForward(String block) {
    long embedding = shape.embedding();
    long width = shape.feedForward();
    boolean joined = shape.architecture() == RandomArchitecture.PHI3;
    vector(block + "ffn_norm.weight", embedding);
    if (!joined) {
      matrix(block + "ffn_gate", embedding, width);
    }
    matrix(block + "ffn_up", embedding, joined ? 2 * width : width);
    matrix(block + "ffn_down", width, embedding);
    if (shape.architecture() == RandomArchitecture.GEMMA2) {
      vector(block + "post_ffw_norm.weight", embedding);
    }
  }

  private void matrix(String name, long columns, long rows) {
    add(name + ".weight", List.of(columns, rows), shape.weights());
  }

  private void vector(String name, long length) {
    add(name, List.of(length), Encoding.F32);
  }

  private void add(String name, List<Long> dimensions, Encoding type) {
    Tensor tensor = new Tensor(name, dimensions, type, dataBytes);
    tensors.add(tensor);
    dataBytes += aligned(tensor.sizeBytes());
  }
}
