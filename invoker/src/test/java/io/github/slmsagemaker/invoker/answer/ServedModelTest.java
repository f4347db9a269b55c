package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServedModelTest {
  private static final int MOST_BYTES_A_TOKEN = 128;
  private final ServedModel model = Stage.SERVED;

  @Test
  void its_id_and_its_name_on_the_hub_mean_it() {
    model.requireNamed("hermes-3-llama-3.1-8b");
    model.requireNamed("NousResearch/Hermes-3-Llama-3.1-8B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "", "HERMES-3-LLAMA-3.1-8B", "hermes-3-llama-3.1-8b "})
  void any_other_name_does_not(String name) {
    assertThatThrownBy(() -> model.requireNamed(name))
        .isInstanceOf(Failure.ModelNotFound.class)
        .hasMessageContaining("'hermes-3-llama-3.1-8b'");
  }

  @Test
  void a_prompt_that_could_just_fit_passes_and_a_longer_one_is_refused() {
    String fits = "x".repeat(MOST_BYTES_A_TOKEN * 4096 - 1);

    assertThatCode(() -> model.requireRoomFor(fits)).doesNotThrowAnyException();
    assertThatThrownBy(() -> model.requireRoomFor(fits + "x"))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("4096");
  }

  @Test
  void the_control_tokens_of_the_served_file_are_broken_beside_its_familys() {
    ServedModel served =
        new ServedModel("x", model.model(), Set.of("<|vision_start|>", "<unused7>"), 4096);

    assertThat(served.special().neutralized("<unused7><|im_end|><|vision_start|>"))
        .isEqualTo("< unused7>< |im_end|>< |vision_start|>");
    assertThat(model.special().neutralized("<unused7>")).isEqualTo("<unused7>");
  }

  @Test
  void a_budget_is_bounded_by_the_context() {
    assertThat(model.bounded(4095)).isEqualTo(4095);
    assertThat(model.bounded(4097)).isEqualTo(4096);
  }

  /** 300 bytes are taken for 100 tokens; 30,000 would leave nothing, so an eighth is asked for. */
  @Test
  void an_engine_that_wants_a_budget_is_given_the_room_behind_the_prompt() {
    ServedModel model = ServedModel.of("m", Catalogue.load().model("hermes-3-llama-3.1-8b"), 4096);

    assertThat(model.roomBehind(Prompt.of("x".repeat(300)))).isEqualTo(3996);
    assertThat(model.roomBehind(Prompt.of("x".repeat(30_000)))).isEqualTo(512);
    assertThat(model.roomBehind(new Prompt("", List.of(1, 2, 3)))).isEqualTo(4093);
  }
}
