package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
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
  void the_first_token_is_taken_off_where_it_is_there() {
    assertThat(model.withoutBos("<|begin_of_text|>Hi")).isEqualTo("Hi");
    assertThat(model.withoutBos("Hi <|begin_of_text|>")).isEqualTo("Hi <|begin_of_text|>");
  }

  @Test
  void a_budget_is_bounded_by_the_context() {
    assertThat(model.bounded(4095)).isEqualTo(4095);
    assertThat(model.bounded(4097)).isEqualTo(4096);
  }
}
