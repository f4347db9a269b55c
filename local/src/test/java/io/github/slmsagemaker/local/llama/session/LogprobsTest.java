package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.local.llama.GeneratedToken.Likelihood;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogprobsTest {
  private static MemorySegment logits(double... weights) {
    MemorySegment logits = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, weights.length);
    for (int i = 0; i < weights.length; i++) {
      logits.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) Math.log(weights[i]));
    }
    return logits;
  }

  @Test
  void logits_become_natural_logarithms_of_probabilities() {
    Logprobs logprobs = Logprobs.of(logits(1, 5, 2), 3);
    assertThat(logprobs.of(0).logprob()).isCloseTo(Math.log(1 / 8.0), within(1e-6));
    assertThat(logprobs.of(1).logprob()).isCloseTo(Math.log(5 / 8.0), within(1e-6));
  }

  @Test
  void the_likeliest_come_first_and_of_equals_the_lower_id() {
    List<Likelihood> top = Logprobs.of(logits(1, 5, 2, 5, 1), 5).top(4);
    assertThat(top.stream().map(Likelihood::id)).containsExactly(1, 3, 2, 0);
  }

  @Test
  void more_than_there_are_is_all() {
    assertThat(Logprobs.of(logits(1, 2), 2).top(9)).hasSize(2);
    assertThat(Logprobs.of(logits(1, 2), 2).top(0)).isEmpty();
  }
}
