package io.github.slmsagemaker.deployment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnginesTest {
  private static final Engines OURS = Engines.OURS;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"SERVERLESS, llama-cpp", "GPU, tgi", "ALWAYS_ON, tgi"})
  void the_usual_engine_of_a_lane_is(Lane lane, String word) {
    assertThat(OURS.usual(lane).word()).isEqualTo(word);
  }

  @ParameterizedTest(name = "{0} chosen on {1} is {2}")
  @CsvSource({
    "llama-cpp, SERVERLESS, llama-cpp",
    "tgi,       SERVERLESS, tgi-llamacpp",
    "tgi,       GPU,        tgi",
    "tgi,       ALWAYS_ON,  tgi",
    "vllm,      GPU,        vllm",
    "vllm,      ALWAYS_ON,  vllm",
  })
  void a_choice_means_the_engine_that_runs_there(String choice, Lane lane, String word) {
    assertThat(OURS.chosen(lane, choice)).map(EngineProfile::word).contains(word);
  }

  @Test
  void what_needs_a_card_cannot_be_chosen_without_one() {
    assertThat(OURS.chosen(Lane.SERVERLESS, "vllm")).isEmpty();
  }

  @Test
  void what_runs_on_no_card_cannot_be_chosen_there() {
    assertThat(OURS.chosen(Lane.GPU, "llama-cpp")).isEmpty();
    assertThat(OURS.choices()).containsExactly("llama-cpp", "tgi", "vllm");
  }

  @ParameterizedTest(name = "{0} makes {1} calls for a request")
  @CsvSource({"llama-cpp, 4", "tgi, 1", "vllm, 1", "tgi-llamacpp, 1"})
  void only_what_continues_by_token_ids_makes_several_calls(String word, int calls) {
    assertThat(OURS.named(word).usualCalls()).isEqualTo(calls);
  }

  @ParameterizedTest(name = "{0} loads {1}")
  @CsvSource({"llama-cpp, Q4_K_M", "tgi-llamacpp, Q4_K_M", "tgi, BF16", "vllm, BF16"})
  void an_engine_takes_the_usual_weights_that_it_can_load(String word, String weights) {
    Model model = Catalogue.load().model("hermes-3-llama-3.1-8b");

    assertThat(OURS.named(word).usualWeights(model))
        .hasValueSatisfying(usual -> assertThat(usual.name()).isEqualTo(weights));
  }

  @ParameterizedTest(name = "{0} can load {1}")
  @CsvSource({"tgi, BF16", "vllm, AWQ FP8 BF16"})
  void weights_of_fewer_bits_are_vllms_alone(String word, String weights) {
    Model model = Catalogue.load().model("hermes-3-llama-3.1-8b");

    assertThat(OURS.named(word).weightsOf(model))
        .extracting(Quantization::name)
        .containsExactly(weights.split(" "));
  }

  @Test
  void a_word_that_no_engine_has_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> OURS.named("cobol"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("unknown engine 'cobol', expected one of llama-cpp, tgi, vllm, tgi-llamacpp");
    assertThatThrownBy(() -> OURS.with(EngineKind.TGI))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("engines have a word twice");
  }
}
