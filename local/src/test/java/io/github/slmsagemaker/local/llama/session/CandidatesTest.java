package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
  private static final float FORBIDDEN = Float.NEGATIVE_INFINITY;

  private final Candidates candidates = new Candidates(Arena.ofAuto(), 3);

  private static MemorySegment logits(float... values) {
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void logits_that_are_not_finite_never_reach_a_sampler(float broken) {
    assertThatThrownBy(() -> candidates.fill(logits(1, broken, 2)))
        .isInstanceOf(LlamaException.ComputationFailed.class)
        .hasMessageContaining("not finite");
    candidates.fill(logits(-1, 0, 1e30f));
  }

  @Test
  void forbidden_and_far_tokens_are_dropped() {
    candidates.fill(logits(5, 1, 4));
    MemorySegment rows =
        candidates
            .array()
            .get(ValueLayout.ADDRESS, Struct.TOKEN_DATA_ARRAY.offset("data"))
            .reinterpret(3 * Struct.TOKEN_DATA.layout().byteSize());
    rows.set(ValueLayout.JAVA_FLOAT, Struct.TOKEN_DATA.offset("logit"), FORBIDDEN);
    assertThat(candidates.keepWithin(Double.POSITIVE_INFINITY)).isEqualTo(2);
    assertThat(rows.get(ValueLayout.JAVA_INT, 0)).isEqualTo(1);
    candidates.fill(logits(5, 1, 4));
    assertThat(candidates.keepWithin(2)).isEqualTo(2);
  }

  @Test
  void without_a_choice_there_is_no_token() {
    candidates.fill(logits(1, 2, 3));
    assertThatThrownBy(candidates::selected).isInstanceOf(LlamaException.ComputationFailed.class);
  }
}
