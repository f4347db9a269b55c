package io.github.slmsagemaker.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownBeginningTest {
  /** {@code printf 'Bé' | sha256sum}: two characters of three bytes. */
  private static final String WRITTEN =
      "2:c07ec5791b480ba14382c318f0c786e7eca7fb65c3bc88e29b49a6e48443ba19";

  private final KnownBeginning known = KnownBeginning.of("Be kind.\n");

  @Test
  void a_prompt_that_begins_so_and_goes_on_is_known() {
    assertThat(known.begins("Be kind.\nHello")).isTrue();
    assertThat(known.begins("Be kind.\n")).as("with nothing behind it").isFalse();
    assertThat(known.begins("Be kind, Hello")).isFalse();
    assertThat(known.begins("")).isFalse();
  }

  @Test
  void it_is_written_as_length_and_checksum() {
    KnownBeginning two = KnownBeginning.of("B\u00e9");

    assertThat(two.toString()).isEqualTo(WRITTEN);
    assertThat(KnownBeginning.parse(WRITTEN)).isEqualTo(two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0:00", "-1:00", "2:xyz", "2000000000:00"})
  void any_other_text_is_none(String text) {
    assertThatThrownBy(() -> KnownBeginning.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected LENGTH:SHA256");
  }
}
