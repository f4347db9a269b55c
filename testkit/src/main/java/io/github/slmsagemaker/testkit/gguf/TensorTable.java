package io.github.slmsagemaker.testkit.gguf;

import static io.github.slmsagemaker.testkit.gguf.Encoding.F32;

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

    /** The same number throughout, so that a random model keeps to finite numbers; 0 for none. */
    int constant() {
      boolean matrix = name.contains("ssm_conv1d.weight") || name.contains("ffn_gate_inp");
      return type != F32 || matrix ? 0 : name.endsWith("ssm_a") ? -1 : 1;
    }

    long sizeBytes() {
      return blocks() * type.blockBytes;
    }
  }

  TensorTable(RandomShape shape, int vocabularySize) {
    this.shape = shape;
    matrix("token_embd", shape.embedding(), vocabularySize, shape.tied() ? output() : weights());
    for (int layer = 0; layer < shape.layers(); layer++) {
      String block = "blk." + layer + ".";
      Encoding finer = weights().ofValuesAndDown(layer, shape.layers());
      vector(block + "attn_norm.weight", shape.embedding());
      if (shape.architecture().recurrent(layer)) {
        stateSpace(block);
      } else {
        attention(block, finer);
      }
      vector(block + "ffn_norm.weight", shape.embedding());
      if (shape.architecture() == RandomArchitecture.GRANITE_HYBRID) {
        experts(block, finer);
      } else {
        feedForward(block, finer);
      }
    }
    vector("output_norm.weight", shape.embedding());
    if (!shape.tied()) {
      matrix("output", shape.embedding(), vocabularySize, output());
    }
  }

  List<Tensor> tensors() {
    return tensors;
  }

  static long aligned(long bytes) {
    return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
  }

  private Encoding weights() {
    return shape.weights();
  }

  private Encoding output() {
    return shape.weights().ofOutput();
  }

  private void stateSpace(String block) {
    long inner = 2L * shape.embedding();
    long heads = inner / RandomArchitecture.STATE_HEAD;
    long mixed = inner + 2 * RandomArchitecture.STATE;
    matrix(block + "ssm_in", shape.embedding(), inner + mixed + heads);
    add(block + "ssm_conv1d.weight", List.of((long) RandomArchitecture.CONVOLUTION, mixed), F32);
    vector(block + "ssm_conv1d.bias", mixed);
    vector(block + "ssm_dt.bias", heads);
    add(block + "ssm_a", List.of(1L, heads), F32);
    add(block + "ssm_d", List.of(1L, heads), F32);
    add(block + "ssm_norm.weight", List.of(inner, 1L), F32);
    matrix(block + "ssm_out", inner, shape.embedding());
  }

  private void experts(String block, Encoding down) {
    long embedding = shape.embedding();
    long width = shape.feedForward();
    long part = width / 2;
    long all = RandomArchitecture.EXPERTS;
    add(block + "ffn_gate_inp.weight", List.of(embedding, all), F32);
    add(block + "ffn_gate_exps.weight", List.of(embedding, part, all), weights());
    add(block + "ffn_up_exps.weight", List.of(embedding, part, all), weights());
    add(block + "ffn_down_exps.weight", List.of(part, embedding, all), down);
    matrix(block + "ffn_gate_shexp", embedding, width);
    matrix(block + "ffn_up_shexp", embedding, width);
    matrix(block + "ffn_down_shexp", width, embedding, down);
  }

  private void attention(String block, Encoding values) {
    long embedding = shape.embedding();
    long queries = (long) shape.headDimension() * shape.heads();
    long keys = (long) shape.headDimension() * shape.kvHeads();
    if (shape.architecture() == RandomArchitecture.PHI3) {
      matrix(block + "attn_qkv", embedding, queries + 2 * keys);
    } else {
      matrix(block + "attn_q", embedding, queries);
      matrix(block + "attn_k", embedding, keys);
      matrix(block + "attn_v", embedding, keys, values);
    }
    if (shape.architecture() == RandomArchitecture.QWEN3) {
      vector(block + "attn_q_norm.weight", shape.headDimension());
      vector(block + "attn_k_norm.weight", shape.headDimension());
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

  private void feedForward(String block, Encoding down) {
    long embedding = shape.embedding();
    long width = shape.feedForward();
    boolean joined = shape.architecture() == RandomArchitecture.PHI3;
    if (!joined) {
      matrix(block + "ffn_gate", embedding, width);
    }
    matrix(block + "ffn_up", embedding, joined ? 2 * width : width);
    matrix(block + "ffn_down", width, embedding, down);
    if (shape.architecture() == RandomArchitecture.GEMMA2) {
      vector(block + "post_ffw_norm.weight", embedding);
    }
  }

  private void matrix(String name, long columns, long rows) {
    matrix(name, columns, rows, weights());
  }

  private void matrix(String name, long columns, long rows, Encoding type) {
    add(name + ".weight", List.of(columns, rows), type);
  }

  private void vector(String name, long length) {
    add(name, List.of(length), F32);
  }

  private void add(String name, List<Long> dimensions, Encoding type) {
    Tensor tensor = new Tensor(name, dimensions, type, dataBytes);
    tensors.add(tensor);
    dataBytes += aligned(tensor.sizeBytes());
  }
}
