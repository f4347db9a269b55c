package io.github.slmsagemaker.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.deployment.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PlannerTest {
  private final Planner planner = new Planner();
  private final Traffic traffic = Traffic.usual();

  @ParameterizedTest
  @EnumSource
  void the_usual_configuration_of_every_lane_fits(Lane lane) {
    Plan plan = planner.plan(Deployment.usual(lane), traffic);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.nearest()).isEmpty();
    assertThat(plan.sentence()).contains(lane.word()).contains("fits: it needs");
  }

  /**
   * By hand, in MiB: weights, 1024 of one context, 1496 that vLLM works with, a tenth of the card.
   * 15326 + 2520 + 2303 of 23028; 8660 + 2520 + 1536 and 5465 + 2520 + 1536 of 15360.
   */
  @ParameterizedTest(name = "{0} on {1}: {2} MiB, {3}")
  @CsvSource({
    "BF16, ml.g4dn.xlarge, 19382, false",
    "FP8,  ml.g4dn.xlarge, 12716, true",
    "AWQ,  ml.g4dn.xlarge,  9521, true",
    "BF16, ml.g5.xlarge,   20149, true",
    "BF16, ml.g6.xlarge,   20149, true",
    "BF16, ml.g6e.xlarge,  22453, true",
  })
  void vllm_fits_on_a_card_or_not(String weights, String instance, int mebibytes, boolean fits) {
    Plan plan = planner.plan(vllm(weights, instance), traffic);

    assertThat(plan.memory().need().total() >> 20).isCloseTo(mebibytes, within(1L));
    assertThat(plan.fits()).isEqualTo(fits);
  }

  @Test
  void what_does_not_fit_on_a_small_card_fits_in_fewer_bits() {
    assertThat(planner.plan(vllm("BF16", "ml.g4dn.xlarge"), traffic).sentence())
        .contains("does not fit", "what fits: quantization FP8, or instance type ml.g5.xlarge");
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWQ  | ml.g4dn.xlarge | the T4 (Turing) computes neither in bf16 nor in fp8: AWQ is unpacked
          FP8  | ml.g4dn.xlarge | the T4 (Turing) computes neither in bf16 nor in fp8: FP8 is unpacked
          BF16 | ml.g4dn.xlarge | BF16 is loaded as fp16, whose range is smaller
          FP8  | ml.g5.xlarge   | the A10G (Ampere) computes not in fp8: FP8 is unpacked
          """)
  void what_a_card_cannot_compute_in_is_said(String weights, String instance, String note) {
    assertThat(planner.plan(vllm(weights, instance), traffic).notes())
        .anySatisfy(said -> assertThat(said).contains(note));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"FP8, ml.g6.xlarge", "BF16, ml.g5.xlarge", "AWQ, ml.g6e.xlarge"})
  void nothing_is_said_of_a_card_that_computes_in_what_is_stored(String weights, String instance) {
    assertThat(planner.plan(vllm(weights, instance), traffic).notes())
        .noneSatisfy(said -> assertThat(said).contains("computes"));
  }

  private static Deployment vllm(String weights, String instance) {
    Model model = Catalogue.load().model("hermes-3-llama-3.1-8b");
    return card(
        Deployment.of(Lane.GPU, EngineKind.VLLM, model, model.quantization(weights)), instance);
  }

  @ParameterizedTest(name = "{0} {1} by {2} in {3} MB with context {4}: {5}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, Q4_K_M, LLAMA_CPP,    6144, 4096, true",
    "hermes-3-llama-3.1-8b, Q4_K_M, LLAMA_CPP,    6144, 8192, true",
    "hermes-3-llama-3.1-8b, Q4_K_M, LLAMA_CPP,    6144, 16384, false",
    "hermes-3-llama-3.1-8b, Q4_K_M, LLAMA_CPP,    5120, 4096, false",
    "hermes-3-llama-3.1-8b, Q5_K_M, LLAMA_CPP,    6144, 4096, false",
    "hermes-3-llama-3.1-8b, Q4_K_L, LLAMA_CPP,    6144, 6144, false", // by its margin alone
    "hermes-3-llama-3.1-8b, Q4_0,   LLAMA_CPP,    6144, 4096, true",
    "hermes-3-llama-3.1-8b, Q4_0,   TGI_LLAMACPP, 6144, 4096, false",
    "hermes-3-llama-3.1-8b, Q4_K_M, TGI_LLAMACPP, 6144, 4096, true",
    "hermes-3-llama-3.2-3b, Q4_K_M, LLAMA_CPP,    3072, 4096, true",
    "hermes-3-llama-3.2-3b, Q4_K_M, LLAMA_CPP,    2048, 4096, false",
  })
  void fits_into_serverless_memory_or_not(
      String model, String weights, EngineKind engine, int memory, int context, boolean fits) {
    Deployment asked =
        memory(
            on(Lane.SERVERLESS, model, weights).withEngine(engine).withContextTokens(context),
            memory);

    assertThat(planner.plan(asked, traffic).fits()).isEqualTo(fits);
  }

  @Test
  void a_no_carries_its_numbers_and_the_nearest_yes() {
    Deployment small = memory(Deployment.usual(Lane.SERVERLESS), 3072);

    assertThat(planner.plan(small, traffic).sentence())
        .isEqualTo(
            "hermes-3-llama-3.1-8b in Q4_K_M with a context of 4096 on lane serverless does not"
                + " fit: it needs 5600 MiB (weights 4693 MiB, keys and values 512 MiB, buffers 38"
                + " MiB, engine 90 MiB, margin 267 MiB), and an endpoint of 3072 MB has 3072 MiB;"
                + " what fits: memory 6144 MB, or model hermes-3-llama-3.2-3b in Q4_K_M, or lane gpu"
                + " in BF16");
  }

  @ParameterizedTest(name = "{0} in {1} MB")
  @CsvSource({"Q4_K_M, 1024", "Q4_K_M, 3072", "Q5_K_M, 6144", "Q8_0, 6144", "Q4_0, 5120"})
  void everything_that_is_offered_instead_fits(String weights, int memory) {
    Deployment asked = memory(on(Lane.SERVERLESS, Catalogue.DEFAULT_MODEL, weights), memory);

    Plan plan = planner.plan(asked, traffic);

    assertThat(plan.fits()).isFalse();
    assertThat(plan.nearest())
        .isNotEmpty()
        .allSatisfy(other -> assertThat(planner.plan(other.deployment(), traffic).fits()).isTrue());
  }

  @Test
  void a_second_copy_of_the_weights_takes_the_room() {
    Deployment once = Deployment.usual(Lane.SERVERLESS);
    Deployment small = once.withWeights(once.model(), once.model().quantization("Q4_0"));

    assertThat(planner.fits(small)).isTrue();
    assertThat(planner.fits(small.withEngine(EngineKind.TGI_LLAMACPP))).isFalse();
  }

  @Test
  void an_8b_in_bf16_needs_a_card_of_24_gb() {
    Deployment t4 = card(Deployment.usual(Lane.GPU), "ml.g4dn.xlarge");

    assertThat(planner.plan(t4, traffic).sentence())
        .contains("does not fit", "ml.g4dn.xlarge's T4 has 15360 MiB", "ml.g5.xlarge (23028 MiB)");
    assertThat(planner.fits(card(t4, "ml.g6.xlarge"))).isTrue();
  }

  @Test
  void a_longer_context_needs_a_larger_card() {
    Deployment whole = Deployment.usual(Lane.GPU).withContextTokens(131_072);

    assertThat(planner.plan(whole, traffic).nearest())
        .extracting(Plan.Alternative::change)
        .containsExactly("context 32768", "instance type ml.g6e.xlarge (46068 MiB)");
  }

  @Test
  void measured_weights_have_the_measured_speed() {
    Speed speed = planner.plan(Deployment.usual(Lane.SERVERLESS), traffic).speed();

    assertThat(speed.promptTokensPerSecond()).hasValue(32.4);
    assertThat(speed.decodeTokensPerSecond()).isEqualTo(8.4);
    assertThat(speed.basis()).startsWith("measured on llama-server build 11669");
  }

  /** 17.9 tokens a second were measured on the 3B; 4.62 GB are read per token of the 8B. */
  @Test
  void other_weights_are_scaled_by_what_a_token_reads() {
    Model small = Catalogue.load().model("hermes-3-llama-3.2-3b");
    Deployment eight = on(Lane.SERVERLESS, small.id().value(), "Q8_0");

    Speed speed = planner.plan(eight, traffic).speed();

    assertThat(speed.decodeTokensPerSecond()).isCloseTo(17.9 * 2.02 / 3.42, within(0.01));
    assertThat(speed.basis()).startsWith("scaled from hermes-3-llama-3.2-3b Q4_K_M");
  }

  @Test
  void less_memory_may_bring_fewer_processors() {
    Deployment three = memory(on(Lane.SERVERLESS, "hermes-3-llama-3.2-3b", "Q4_K_M"), 3072);

    Speed speed = planner.plan(three, traffic).speed();

    assertThat(speed.decodeTokensPerSecond()).isCloseTo(17.9 * 3072 / 1769 / 2, within(0.01));
    assertThat(speed.basis()).contains("times 0.87");
  }

  /** 55 s are left of a call: 200 tokens at 32.4 a second, the rest at 8.4. */
  @Test
  void one_call_reads_the_prompt_and_answers_in_what_is_left() {
    Reach reach = planner.plan(Deployment.usual(Lane.SERVERLESS), traffic).reach();

    assertThat(reach.largestPrompt()).isEqualTo((int) (55 * 32.4));
    assertThat(reach.tokensPerCall()).isEqualTo((int) ((55 - 200 / 32.4) * 8.4));
    assertThat(reach.tokensPerRequest()).isEqualTo((int) ((4 * 55 - 200 / 32.4) * 8.4));
  }

  @Test
  void an_engine_that_cannot_continue_answers_in_one_call() {
    Reach reach =
        planner
            .plan(Deployment.usual(Lane.SERVERLESS).withEngine(EngineKind.TGI_LLAMACPP), traffic)
            .reach();

    assertThat(reach.tokensPerRequest()).isEqualTo(reach.tokensPerCall());
  }

  @Test
  void without_a_certain_cache_every_further_call_reads_again() {
    Deployment usual = Deployment.usual(Lane.SERVERLESS);

    assertThat(planner.plan(usual.withMaxConcurrency(2), traffic).reach().tokensPerRequest())
        .isLessThan(planner.plan(usual, traffic).reach().tokensPerRequest());
  }

  @Test
  void an_answer_ends_with_the_context() {
    Deployment usual = Deployment.usual(Lane.SERVERLESS);

    assertThat(planner.plan(usual.withContextTokens(256), traffic).reach())
        .isEqualTo(new Reach(255, 56, 56, 56));
    assertThat(planner.plan(usual, new Traffic(1, 5000, 10)).reach().tokensPerRequest()).isZero();
  }

  @Test
  void what_a_new_account_lacks_is_said() {
    assertThat(planner.plan(Deployment.usual(Lane.SERVERLESS), traffic).notes())
        .anyMatch(note -> note.contains("3072 MB of serverless memory"));
    assertThat(
            planner
                .plan(memory(on(Lane.SERVERLESS, "hermes-3-llama-3.2-3b", "Q4_K_M"), 3072), traffic)
                .notes())
        .noneMatch(note -> note.contains("new account"));
  }

  @Test
  void traffic_that_does_not_get_through_is_said() {
    Deployment usual = Deployment.usual(Lane.SERVERLESS);

    assertThat(planner.plan(usual, new Traffic(5000, 200, 150)).notes())
        .anyMatch(note -> note.startsWith("5000 requests a day are more than the 3595"));
    assertThat(planner.plan(usual, new Traffic(1, 2000, 2000)).notes())
        .anyMatch(note -> note.startsWith("prompts of 2000 tokens cannot be read in one call"))
        .anyMatch(note -> note.startsWith("answers of 2000 tokens are cut at"));
  }

  @Test
  void an_instance_whose_card_is_not_known_cannot_be_planned() {
    Deployment unknown = card(Deployment.usual(Lane.GPU), "ml.g5.4xlarge");

    assertThatThrownBy(() -> planner.fits(unknown))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("ml.g4dn.xlarge, ml.g5.xlarge");
    assertThat(Fitting.problem(unknown)).isEmpty();
  }

  private static Deployment on(Lane lane, String model, String weights) {
    Model chosen = Catalogue.load().model(model);
    return Deployment.of(lane, Engines.OURS.usual(lane), chosen, chosen.quantization(weights));
  }

  private static Deployment memory(Deployment deployment, int megabytes) {
    return deployment.withPlacement(Placement.Serverless.USUAL.withMemoryMb(megabytes));
  }

  private static Deployment card(Deployment deployment, String instanceType) {
    return deployment.withPlacement(
        Placement.OnInstances.COMING_AND_GOING.withInstanceType(instanceType));
  }
}
