package io.github.slmsagemaker.local.llama.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LlamaLibraryTest {
  private static final byte SENTINEL = 0x5A;
  private static final int MARGIN = 64;

  @TempDir Path folder;

  @Test
  void the_library_is_the_build_that_the_layouts_belong_to() {
    assertThat(RealEngine.library().version()).isEqualTo("b4916");
    assertThat(RealEngine.library().systemInfo()).contains("CPU");
  }

  @Test
  void context_parameters_lie_where_the_layout_says() {
    MemorySegment params = returned(RealEngine.library().contexts.defaultParams);
    Struct layout = Struct.CONTEXT_PARAMS;
    // llama_context_default_params() of b4916, field by field
    assertInts(
        layout,
        params,
        Map.of(
            "n_ctx",
            512,
            "n_batch",
            2048,
            "n_ubatch",
            512,
            "n_seq_max",
            1,
            "n_threads",
            4,
            "n_threads_batch",
            4,
            "rope_scaling_type",
            -1,
            "pooling_type",
            -1,
            "attention_type",
            -1,
            "yarn_orig_ctx",
            0));
    assertInts(layout, params, Map.of("type_k", 1, "type_v", 1));
    assertFloats(
        layout,
        params,
        Map.of(
            "rope_freq_base",
            0f,
            "rope_freq_scale",
            0f,
            "yarn_ext_factor",
            -1f,
            "yarn_attn_factor",
            1f,
            "yarn_beta_fast",
            32f,
            "yarn_beta_slow",
            1f,
            "defrag_thold",
            -1f));
    assertBytes(
        layout,
        params,
        Map.of("logits_all", 0, "embeddings", 0, "offload_kqv", 1, "flash_attn", 0, "no_perf", 1));
    assertNulls(
        layout, params, "cb_eval", "cb_eval_user_data", "abort_callback", "abort_callback_data");
    assertNothingBehind(layout, params);
  }

  @Test
  void model_parameters_lie_where_the_layout_says() {
    MemorySegment params = returned(RealEngine.library().models.defaultParams);
    Struct layout = Struct.MODEL_PARAMS;
    assertInts(layout, params, Map.of("n_gpu_layers", 0, "split_mode", 1, "main_gpu", 0));
    assertBytes(
        layout, params, Map.of("vocab_only", 0, "use_mmap", 1, "use_mlock", 0, "check_tensors", 0));
    assertNulls(
        layout,
        params,
        "devices",
        "tensor_split",
        "progress_callback",
        "progress_callback_user_data",
        "kv_overrides");
    assertNothingBehind(layout, params);
  }

  @Test
  void sizes_are_those_of_the_c_structs() {
    assertThat(Struct.MODEL_PARAMS.layout().byteSize()).isEqualTo(64);
    assertThat(Struct.CONTEXT_PARAMS.layout().byteSize()).isEqualTo(120);
    assertThat(Struct.BATCH.layout().byteSize()).isEqualTo(56);
    assertThat(Struct.TOKEN_DATA.layout().byteSize()).isEqualTo(12);
    assertThat(Struct.TOKEN_DATA_ARRAY.layout().byteSize()).isEqualTo(32);
    assertThat(Struct.LOGIT_BIAS.layout().byteSize()).isEqualTo(8);
    assertThat(Struct.SAMPLER_CHAIN_PARAMS.layout().byteSize()).isEqualTo(1);
  }

  /** Lets the function write into a larger buffer whose every byte is known. */
  private static MemorySegment returned(ModelFunctions.StructReturn function) {
    MemorySegment buffer = Arena.ofAuto().allocate(256, 16).fill(SENTINEL);
    function.call((size, alignment) -> buffer.asSlice(0, size, alignment));
    return buffer;
  }

  private static void assertNothingBehind(Struct struct, MemorySegment params) {
    long size = struct.layout().byteSize();
    byte[] behind = params.asSlice(size, MARGIN).toArray(ValueLayout.JAVA_BYTE);
    assertThat(behind).as("bytes behind the struct").containsOnly(SENTINEL);
  }

  private static void assertInts(Struct struct, MemorySegment at, Map<String, Integer> fields) {
    fields.forEach(
        (field, value) ->
            assertThat(at.get(ValueLayout.JAVA_INT, struct.offset(field)))
                .as(field)
                .isEqualTo(value));
  }

  private static void assertFloats(Struct struct, MemorySegment at, Map<String, Float> fields) {
    fields.forEach(
        (field, value) ->
            assertThat(at.get(ValueLayout.JAVA_FLOAT, struct.offset(field)))
                .as(field)
                .isEqualTo(value));
  }

  private static void assertBytes(Struct struct, MemorySegment at, Map<String, Integer> fields) {
    fields.forEach(
        (field, value) ->
            assertThat((int) at.get(ValueLayout.JAVA_BYTE, struct.offset(field)))
                .as(field)
                .isEqualTo(value));
  }

  private static void assertNulls(Struct struct, MemorySegment at, String... fields) {
    for (String field : fields) {
      assertThat(at.get(ValueLayout.JAVA_LONG, struct.offset(field))).as(field).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_pins_are_those_of_the_artifact(NativePlatform platform) throws Exception {
    try (InputStream resource =
        LlamaLibraryTest.class.getClassLoader().getResourceAsStream(platform.resource())) {
      assertThat(resource).as(platform.resource()).isNotNull();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(platform.sha256());
    }
  }

  @Test
  void a_tampered_copy_is_replaced() throws IOException {
    Path file = NativeLibraryFile.unpacked(NativePlatform.LINUX_ARM64, folder);
    Files.writeString(file, "something else");
    Path again = NativeLibraryFile.unpacked(NativePlatform.LINUX_ARM64, folder);
    assertThat(NativeLibraryFile.sha256(again)).isEqualTo(NativePlatform.LINUX_ARM64.sha256());
    try (var files = Files.list(again.getParent())) {
      assertThat(files).containsExactly(again);
    }
  }

  @Test
  void a_cache_that_cannot_be_written_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> NativeLibraryFile.unpacked(NativePlatform.LINUX_X64, file))
        .isInstanceOf(LlamaException.LibraryUnusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("XDG_CACHE_HOME");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, LINUX_X64", "Linux, aarch64, LINUX_ARM64",
    "Mac OS X, x86_64, MACOS_X64", "Mac OS X, aarch64, MACOS_ARM64"
  })
  void a_platform_has_its_library(String os, String arch, NativePlatform expected) {
    assertThat(NativePlatform.of(os, arch)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64"})
  void another_platform_is_refused_by_name(String os, String arch) {
    assertThatThrownBy(() -> NativePlatform.of(os, arch))
        .isInstanceOf(LlamaException.UnsupportedMachine.class)
        .hasMessageContaining(os)
        .hasMessageContaining(arch);
  }

  @Test
  void a_processor_without_avx2_is_refused_by_name() throws IOException {
    Path cpuinfo = folder.resolve("cpuinfo");
    Files.writeString(cpuinfo, "processor\t: 0\nflags\t\t: fpu avx f16c fma bmi2 sse4_2\n");
    assertThatThrownBy(() -> CpuFeatures.requireX64(cpuinfo))
        .isInstanceOf(LlamaException.UnsupportedMachine.class)
        .hasMessageContaining("lacks avx2,");
    Files.writeString(cpuinfo, "flags\t\t: fpu avx avx2 f16c fma bmi1 bmi2\n");
    CpuFeatures.requireX64(cpuinfo);
  }

  @Test
  void a_missing_shared_library_names_the_package_to_install() {
    assertThatThrownBy(() -> LlamaLibrary.requireSharedLibrary("libnone.so.9", "libnone9"))
        .isInstanceOf(LlamaException.UnsupportedMachine.class)
        .hasMessageContaining("install libnone9");
  }
}
