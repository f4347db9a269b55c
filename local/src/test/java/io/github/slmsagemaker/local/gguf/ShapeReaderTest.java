package io.github.slmsagemaker.local.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.gguf.GgufValue.Numbers;
import io.github.slmsagemaker.local.gguf.GgufValue.Sequence;
import io.github.slmsagemaker.local.gguf.GgufValue.Whole;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers are those of the published models' config.json files. */
class ShapeReaderTest {
  private static ModelShape shape(String architecture, Map<String, GgufValue> keys) {
    Map<String, GgufValue> metadata = new HashMap<>();
    metadata.put("tokenizer.ggml.tokens", new Sequence(8, 1000, 0));
    keys.forEach((key, value) -> metadata.put(architecture + "." + key, value));
    return new ShapeReader(Path.of("model.gguf"), architecture, metadata).shape();
  }

  private static Map<String, GgufValue> keys(int layers, int embedding, int context) {
    Map<String, GgufValue> keys = new HashMap<>();
    keys.put("block_count", new Whole(layers));
    keys.put("embedding_length", new Whole(embedding));
    keys.put("context_length", new Whole(context));
    return keys;
  }

  @Test
  void qwen_2_5_of_half_a_billion_keeps_12_kib_a_token() {
    Map<String, GgufValue> keys = keys(24, 896, 32_768);
    keys.put("attention.head_count", new Whole(14));
    keys.put("attention.head_count_kv", new Whole(2));
    ModelShape shape = shape("qwen2", keys);
    assertThat(shape.cacheElementsPerToken() * 2).isEqualTo(12_288);
    assertThat(shape.trainingContext()).isEqualTo(32_768);
  }

  @Test
  void gemma_2_of_two_billion_has_heads_of_their_own_width() {
    Map<String, GgufValue> keys = keys(26, 2304, 8192);
    keys.put("attention.head_count", new Whole(8));
    keys.put("attention.head_count_kv", new Whole(4));
    keys.put("attention.key_length", new Whole(256));
    keys.put("attention.value_length", new Whole(256));
    assertThat(shape("gemma2", keys).cacheElementsPerToken()).isEqualTo(26 * 4 * 512);
  }

  @Test
  void keys_and_values_may_have_different_widths() {
    Map<String, GgufValue> keys = keys(27, 2048, 163_840);
    keys.put("attention.head_count", new Whole(16));
    keys.put("attention.key_length", new Whole(192));
    keys.put("attention.value_length", new Whole(128));
    assertThat(shape("deepseek2", keys).cacheElementsPerToken()).isEqualTo(27 * 16 * 320);
  }

  @Test
  void heads_may_differ_from_layer_to_layer() {
    Map<String, GgufValue> keys = keys(3, 1280, 2048);
    keys.put("attention.head_count", new Numbers(List.of(12L, 16L, 20L)));
    keys.put("attention.head_count_kv", new Numbers(List.of(3L, 4L, 0L)));
    keys.put("attention.key_length", new Whole(64));
    keys.put("attention.value_length", new Whole(64));
    ModelShape shape = shape("openelm", keys);
    assertThat(shape.heads()).isEqualTo(20);
    assertThat(shape.cacheElementsPerToken()).isEqualTo(7 * 128);
  }

  @Test
  void without_attention_a_state_is_kept_and_no_cache() {
    Map<String, GgufValue> keys = keys(24, 768, 1_048_576);
    keys.put("attention.head_count", new Whole(0));
    keys.put("ssm.conv_kernel", new Whole(4));
    keys.put("ssm.inner_size", new Whole(1536));
    keys.put("ssm.state_size", new Whole(16));
    ModelShape shape = shape("mamba", keys);
    assertThat(shape.cacheElementsPerToken()).isZero();
    assertThat(shape.stateElements()).isEqualTo(24 * 1536 * (3 + 16));
  }

  @Test
  void a_missing_number_is_named_with_its_key() {
    Map<String, GgufValue> keys = keys(3, 1280, 2048);
    keys.remove("block_count");
    assertThatThrownBy(() -> shape("phi3", keys))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining("metadata phi3.block_count is null, expected a positive number");
  }
}
