package io.github.slmsagemaker.local.llama.binding;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * The C structs that cross the border, by field name.
 *
 * <p>Source: {@code include/llama.h} of llama.cpp b4916, for the 64-bit C ABIs of Linux and macOS.
 */
public record Struct(StructLayout layout) {
  public static final Struct MODEL_PARAMS =
      of(
          pointer("devices"),
          int32("n_gpu_layers"),
          int32("split_mode"),
          int32("main_gpu"),
          MemoryLayout.paddingLayout(4),
          pointer("tensor_split"),
          pointer("progress_callback"),
          pointer("progress_callback_user_data"),
          pointer("kv_overrides"),
          bool("vocab_only"),
          bool("use_mmap"),
          bool("use_mlock"),
          bool("check_tensors"),
          MemoryLayout.paddingLayout(4));

  public static final Struct CONTEXT_PARAMS =
      of(
          int32("n_ctx"),
          int32("n_batch"),
          int32("n_ubatch"),
          int32("n_seq_max"),
          int32("n_threads"),
          int32("n_threads_batch"),
          int32("rope_scaling_type"),
          int32("pooling_type"),
          int32("attention_type"),
          float32("rope_freq_base"),
          float32("rope_freq_scale"),
          float32("yarn_ext_factor"),
          float32("yarn_attn_factor"),
          float32("yarn_beta_fast"),
          float32("yarn_beta_slow"),
          int32("yarn_orig_ctx"),
          float32("defrag_thold"),
          MemoryLayout.paddingLayout(4),
          pointer("cb_eval"),
          pointer("cb_eval_user_data"),
          int32("type_k"),
          int32("type_v"),
          bool("logits_all"),
          bool("embeddings"),
          bool("offload_kqv"),
          bool("flash_attn"),
          bool("no_perf"),
          MemoryLayout.paddingLayout(3),
          pointer("abort_callback"),
          pointer("abort_callback_data"));

  public static final Struct BATCH =
      of(
          int32("n_tokens"),
          MemoryLayout.paddingLayout(4),
          pointer("token"),
          pointer("embd"),
          pointer("pos"),
          pointer("n_seq_id"),
          pointer("seq_id"),
          pointer("logits"));

  public static final Struct SAMPLER_CHAIN_PARAMS = of(bool("no_perf"));

  public static final Struct LOGIT_BIAS = of(int32("token"), float32("bias"));

  public static final Struct TOKEN_DATA = of(int32("id"), float32("logit"), float32("p"));

  public static final Struct TOKEN_DATA_ARRAY =
      of(
          pointer("data"),
          ValueLayout.JAVA_LONG.withName("size"),
          ValueLayout.JAVA_LONG.withName("selected"),
          bool("sorted"),
          MemoryLayout.paddingLayout(7));

  private static Struct of(MemoryLayout... members) {
    return new Struct(MemoryLayout.structLayout(members));
  }

  private static MemoryLayout int32(String name) {
    return ValueLayout.JAVA_INT.withName(name);
  }

  private static MemoryLayout float32(String name) {
    return ValueLayout.JAVA_FLOAT.withName(name);
  }

  private static MemoryLayout bool(String name) {
    return ValueLayout.JAVA_BOOLEAN.withName(name);
  }

  private static MemoryLayout pointer(String name) {
    return ValueLayout.ADDRESS.withName(name);
  }

  public long offset(String field) {
    return layout.byteOffset(PathElement.groupElement(field));
  }

  public void set(MemorySegment struct, String field, int value) {
    struct.set(ValueLayout.JAVA_INT, offset(field), value);
  }

  public void set(MemorySegment struct, String field, float value) {
    struct.set(ValueLayout.JAVA_FLOAT, offset(field), value);
  }

  public void set(MemorySegment struct, String field, boolean value) {
    struct.set(ValueLayout.JAVA_BOOLEAN, offset(field), value);
  }

  public void set(MemorySegment struct, String field, MemorySegment value) {
    struct.set(ValueLayout.ADDRESS, offset(field), value);
  }
}
