package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.LlamaCppBuild;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryModelTest {
  private static final double MIB = 1 << 20;
  private static final ProcessorSettings USUAL = ProcessorSettings.USUAL;
  private static final int CONTEXT = 4096;

  /**
   * Peaks of a control group around llama-server, physical batch 256, one sequence, no cache of
   * prompts; files of random weights in these shapes. Read by direct I/O and repacked, but for the
   * last three, which were mapped.
   */
  @ParameterizedTest(name = "{0}, {1}, {3} of {4} tokens: {5} MiB")
  @CsvSource({
    "CURRENT,    hermes-3-llama-3.1-8b,  4918566976,   237,  4096, 5348",
    "CURRENT,    hermes-3-llama-3.1-8b,  4918566976,  1037,  4096, 5359",
    "CURRENT,    hermes-3-llama-3.2-3b,  2017206176,   237,  4096, 2479",
    "CURRENT,    qwen3-4b-instruct-2507, 2498064704,   237,  4096, 3080",
    "CURRENT,    qwen3-4b-instruct-2507, 2498064704,   237,  2048, 2791",
    "CURRENT,    granite-4.0-h-tiny,     4231825568,   237, 32768, 4527",
    "CURRENT,    granite-4.0-h-tiny,     4231825568,  3037, 32768, 4585",
    "CURRENT,    hermes-3-llama-3.1-8b,  4915502656,   200,  4096, 5331",
    "CURRENT,    hermes-3-llama-3.2-3b,  2014141856,   200,  4096, 2476",
    "EARLY_2025, hermes-3-llama-3.1-8b,  4915502656,   200,  4096, 5284",
  })
  void predicts_what_llama_server_held(
      LlamaCppBuild build, String model, long file, int used, int context, double peakMib) {
    MemoryNeed need =
        MemoryModel.onProcessors(shape(model), file, "Q4_K_M", build, USUAL, context, used);

    assertThat(need.peak() / MIB).isCloseTo(peakMib, Percentage.withPercentage(2));
  }

  /** Resident memory of b4916 with the whole context in use, less the JVM's; 47 MiB are tables. */
  @Test
  void predicts_what_a_full_context_takes() {
    Architecture oneBillion =
        new Architecture(
            16, 32, 8, 64, 2048, 8192, 128_256, 131_072, false, "Llama 3.2 1B, untied");
    long file = 809L << 20;
    MemoryNeed need =
        MemoryModel.onProcessors(
            oneBillion, file, "Q4_K", LlamaCppBuild.EARLY_2025, USUAL, CONTEXT);

    assertThat((need.peak() - need.runtime()) / MIB + 47)
        .isCloseTo(1199, Percentage.withPercentage(2));
  }

  @ParameterizedTest(name = "{0} of {1}: copies {2}")
  @CsvSource({
    "EARLY_2025, Q4_0,   true",
    "EARLY_2025, Q4_K_M, false",
    "CURRENT,    Q4_0,   false",
    "CURRENT,    Q4_K_M, false",
  })
  void weights_are_held_twice_where_a_mapped_file_is_repacked(
      LlamaCppBuild build, String quantization, boolean copies) {
    MemoryNeed need =
        MemoryModel.onProcessors(
            shape("hermes-3-llama-3.1-8b"), 4_915_502_656L, quantization, build, USUAL, CONTEXT);

    assertThat(need.repacked() > 0).isEqualTo(copies);
  }

  /** llama.cpp logs 560.01 MiB of floats, and copies the scores as f16 elsewhere. */
  @Test
  void buffers_are_those_that_llama_cpp_logs_and_the_copy_of_the_scores() {
    long scores = 2L * 512 * 32 * 8192;

    assertThat((ComputeBuffer.of(512, 8192, 32, 4096).touchedBytes(14336) - scores) / MIB)
        .isCloseTo(560.01, within(0.05));
  }

  @ParameterizedTest(name = "{0}: {1} KiB")
  @CsvSource({"hermes-3-llama-3.1-8b, 128", "hermes-3-llama-3.2-3b, 112"})
  void one_token_of_context_takes(String model, int kib) {
    assertThat(MemoryModel.keysAndValues(shape(model), 1024)).isEqualTo(1024L * 1024 * kib);
  }

  /** llama.cpp logs 258.5 MiB for an 8B at a context of 2048 and a batch of 512. */
  @Test
  void what_is_reserved_is_the_logits_of_every_token_where_they_are_larger() {
    assertThat(ComputeBuffer.of(512, 2048, 32, 4096).reservedBytes(128_256) / MIB)
        .isCloseTo(258.5, Percentage.withPercentage(3));
    assertThat(ComputeBuffer.of(512, 8192, 32, 4096).reservedBytes(128_256) / MIB)
        .isCloseTo(560.01, within(0.05));
  }

  @Test
  void the_default_batch_of_tgi_would_not_fit() {
    assertThat(ComputeBuffer.of(8192, 8192, 32, 4096).touchedBytes(14336)).isGreaterThan(4L << 30);
  }

  private static Architecture shape(String model) {
    return Catalogue.load().model(model).architecture().orElseThrow();
  }
}
