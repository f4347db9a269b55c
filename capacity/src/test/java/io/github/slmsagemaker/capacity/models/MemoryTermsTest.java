package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every term, worked out by hand from the formulas of {@code docs/capacity.md}. */
final class MemoryTermsTest {
  private final MemoryModel memories = new MemoryModel(Platform.load());

  @ParameterizedTest(name = "{0} in {1} with a context of {2}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, Q4_K_M, 4096, 4920733824, 536870912, 39845888, 94302776, 279587670",
    "hermes-3-llama-3.1-8b, Q4_K_M,  256, 4920733824,  33554432, 37879808, 93315896, 254274198",
    "hermes-3-llama-3.2-3b, Q4_K_M, 4096, 2020000000, 469762048, 25165824, 88477536, 130170270",
  })
  void the_terms_of_an_engine_on_processors_are(
      String name,
      String weights,
      int context,
      long file,
      long cache,
      long buffers,
      long engine,
      long margin) {
    Model model = Catalogue.load().model(name);
    Deployment deployment =
        Deployment.of(Lane.SERVERLESS, EngineKind.LLAMA_CPP, model, model.quantization(weights))
            .withContextTokens(context);

    assertThat(memories.of(deployment).need())
        .isEqualTo(new MemoryNeed(file, 0, cache, buffers, 0, engine, margin));
  }

  /** 24 MiB less code and libraries than a current llama.cpp. */
  @Test
  void an_engine_of_early_2025_is_smaller_by_its_code() {
    Deployment usual = Deployment.usual(Lane.SERVERLESS);

    assertThat(memories.of(usual.withEngine(EngineKind.TGI_LLAMACPP)).need().runtime())
        .isEqualTo(94_659_128L - (24L << 20));
  }

  @Test
  void a_second_sequence_has_a_cache_of_its_own_and_a_cache_of_prompts_comes_on_top() {
    ProcessorSettings two = new ProcessorSettings(OptionalInt.empty(), 256, 2, 100, true);
    Deployment deployment =
        Deployment.usual(Lane.SERVERLESS)
            .withPlacement(Placement.Serverless.USUAL.withSettings(two));

    MemoryNeed need = memories.of(deployment).need();

    assertThat(need.keysAndValues()).isEqualTo(2 * 536_870_912L);
    assertThat(need.promptCache()).isEqualTo(104_857_600L);
  }

  /** Of 23,028 MiB a tenth is left free; one token of context takes 128 KiB. */
  @ParameterizedTest(name = "a context of {0} on {1}: {2} KiB of cache, fits: {3}")
  @CsvSource({
    "8192,   ml.g5.xlarge,   1048576, true",
    "43197,  ml.g5.xlarge,   5529216, true",
    "43198,  ml.g5.xlarge,   5529344, false",
    "8192,   ml.g4dn.xlarge, 1048576, false",
    "131072, ml.g6e.xlarge, 16777216, true",
  })
  void a_card_holds_the_weights_and_one_context(
      int context, String type, long cacheKib, boolean fits) {
    Deployment deployment =
        Deployment.usual(Lane.GPU)
            .withPlacement(Placement.OnInstances.COMING_AND_GOING.withInstanceType(type))
            .withContextTokens(context);

    Fit fit = memories.of(deployment);

    assertThat(fit.need().keysAndValues()).isEqualTo(cacheKib << 10);
    assertThat(fit.need().margin()).isZero();
    assertThat(fit.fits()).isEqualTo(fits);
  }

  /** 1.05 x ((4,958,482,560 + 131,584 x context) x 513 / 512 + 83,565,568) against 6144 MiB. */
  @ParameterizedTest(name = "a context of {0} fits: {1}")
  @CsvSource({"8221, true", "8222, false"})
  void the_longest_context_of_an_8b_in_6144_mb_is(int context, boolean fits) {
    assertThat(memories.of(Deployment.usual(Lane.SERVERLESS).withContextTokens(context)).fits())
        .isEqualTo(fits);
  }

  @ParameterizedTest(name = "{0} in {1} on {2} MB fits: {3}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, Q4_K_M, 6144, true",
    "hermes-3-llama-3.1-8b, Q4_K_M, 5120, false",
    "hermes-3-llama-3.1-8b, Q3_K_M, 5120, true",
    "hermes-3-llama-3.1-8b, Q2_K,   5120, true",
    "hermes-3-llama-3.1-8b, Q2_K,   4096, true",
    "hermes-3-llama-3.1-8b, Q3_K_S, 4096, false",
    "hermes-3-llama-3.2-3b, Q4_K_M, 3072, true",
    "hermes-3-llama-3.2-3b, Q4_K_M, 2048, false",
    "hermes-3-llama-3.2-3b, Q8_0,   6144, true",
  })
  void memory_comes_in_steps(String name, String weights, int memory, boolean fits) {
    Model model = Catalogue.load().model(name);
    Deployment deployment =
        Deployment.of(
                Lane.SERVERLESS,
                Engines.OURS.usual(Lane.SERVERLESS),
                model,
                model.quantization(weights))
            .withPlacement(Placement.Serverless.USUAL.withMemoryMb(memory));

    assertThat(memories.of(deployment).fits()).isEqualTo(fits);
  }
}
