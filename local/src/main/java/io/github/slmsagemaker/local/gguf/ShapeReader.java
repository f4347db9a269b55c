package io.github.slmsagemaker.local.gguf;

import io.github.slmsagemaker.local.gguf.GgufException.Reason;
import io.github.slmsagemaker.local.gguf.GgufValue.Numbers;
import io.github.slmsagemaker.local.gguf.GgufValue.Sequence;
import io.github.slmsagemaker.local.gguf.GgufValue.Whole;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a model's numbers out of the metadata, whose keys begin with the architecture's name.
 *
 * <p>Source: the keys of {@code src/llama-arch.cpp} and what {@code llama_kv_cache_init} makes of
 * them, llama.cpp b4916. Some architectures have one number for all layers, some one for each.
 */
record ShapeReader(Path path, String architecture, Map<String, GgufValue> metadata) {
  private static final String HEADS = "attention.head_count";
  private static final String KV_HEADS = "attention.head_count_kv";

  ModelShape shape() {
    int layers = number("block_count");
    int embedding = number("embedding_length");
    int heads = 0;
    long cached = 0;
    for (int layer = 0; layer < layers; layer++) {
      int here = ofLayer(HEADS, layer, 0);
      heads = Math.max(heads, here);
      cached += (long) ofLayer(KV_HEADS, layer, here) * keyAndValue(embedding, here);
    }
    return new ModelShape(
        layers,
        heads,
        cached,
        heads == 0 ? layers * stateOfLayer(embedding) : 0,
        metadata.containsKey(key("attention.sliding_window")),
        embedding,
        vocabulary(),
        number("context_length"));
  }

  private long keyAndValue(int embedding, int heads) {
    int width = heads == 0 ? 0 : embedding / heads;
    return (long) optional("attention.key_length", width)
        + optional("attention.value_length", width);
  }

  /** Mamba's convolution and state, or RWKV's shifted tokens and state. */
  private long stateOfLayer(int embedding) {
    long inner = optional("ssm.inner_size", 0);
    long mamba =
        inner * (Math.max(0, optional("ssm.conv_kernel", 0) - 1) + optional("ssm.state_size", 0));
    long rwkv =
        (long) embedding * (optional("wkv.head_size", 0) + optional("token_shift_count", 2));
    return Math.max(mamba, inner == 0 ? rwkv : 0);
  }

  private int vocabulary() {
    if (metadata.get("tokenizer.ggml.tokens") instanceof Sequence(int _, int length, long _)
        && length > 0) {
      return length;
    }
    throw new GgufException(
        Reason.CORRUPT,
        path,
        "has no tokenizer.ggml.tokens, expected a vocabulary; use a file with its tokenizer");
  }

  private int ofLayer(String suffix, int layer, int otherwise) {
    GgufValue value = metadata.get(key(suffix));
    if (value instanceof Numbers(var each)) {
      if (layer < each.size() && each.get(layer) >= 0 && each.get(layer) <= Integer.MAX_VALUE) {
        return Math.toIntExact(each.get(layer));
      }
      throw wrong(key(suffix), value);
    }
    return optional(suffix, otherwise);
  }

  private int optional(String suffix, int otherwise) {
    return metadata.containsKey(key(suffix)) ? atLeast(0, suffix) : otherwise;
  }

  private int number(String suffix) {
    return atLeast(1, suffix);
  }

  private int atLeast(int least, String suffix) {
    GgufValue seen = metadata.get(key(suffix));
    if (seen instanceof Whole(long value) && value >= least && value <= Integer.MAX_VALUE) {
      return (int) value;
    }
    throw wrong(key(suffix), seen);
  }

  private String key(String suffix) {
    return architecture + "." + suffix;
  }

  private GgufException wrong(String key, @Nullable GgufValue seen) {
    return new GgufException(
        Reason.CORRUPT,
        path,
        "metadata %s is %s, expected a positive number; convert the model again"
            .formatted(key, seen));
  }
}
