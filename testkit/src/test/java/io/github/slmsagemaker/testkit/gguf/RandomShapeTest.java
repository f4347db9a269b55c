package io.github.slmsagemaker.testkit.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RandomShapeTest {
  @Test
  void a_width_that_is_no_whole_block_is_refused() {
    assertThatThrownBy(() -> RandomShape.tiny().withWeights(Encoding.Q4_K))
        .hasMessageContaining("embedding must be a multiple of the block of Q4_K");
  }

  @Test
  void the_published_shapes_have_their_published_numbers() {
    assertThat(RandomShape.llama8b(Encoding.Q4_K))
        .isEqualTo(new RandomShape(32, 32, 8, 4096, 14_336, 128_256, 131_072, Encoding.Q4_K));
  }
}
