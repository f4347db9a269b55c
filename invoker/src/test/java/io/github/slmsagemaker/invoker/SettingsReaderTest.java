package io.github.slmsagemaker.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

  @Test
  void nothing_is_complained_of_where_nothing_was_wrong() {
    SettingsReader reader = new SettingsReader(Map.of("A", "x"));

    assertThat(reader.text("A")).isEqualTo("x");
    assertThat(reader.optionalText("B")).isEmpty();
    assertThatCode(reader::complain).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void a_flag_is_true_or_false(String value, boolean set) {
    assertThat(new SettingsReader(Map.of("F", value)).flag("F")).isEqualTo(set);
  }

  @Test
  void a_flag_that_is_not_there_is_false() {
    SettingsReader reader = new SettingsReader(Map.of());

    assertThat(reader.flag("F")).isFalse();
    assertThatCode(reader::complain).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", ""})
  void any_other_flag_is_a_problem_and_reads_as_false(String value) {
    SettingsReader reader = new SettingsReader(Map.of("F", value));

    assertThat(reader.flag("F")).isFalse();
    assertThatThrownBy(reader::complain)
        .hasMessageContaining("F is '" + value + "', expected true or false");
  }

  @Test
  void each_problem_has_a_line_in_the_order_it_was_met() {
    SettingsReader reader = new SettingsReader(Map.of("N", "x"));
    reader.text("T");
    reader.number("N", 1, 2, 1);

    assertThatThrownBy(reader::complain)
        .hasMessage(
            """
            the invoker's environment is wrong:
              T is not set
              N is 'x', expected a whole number of 1 to 2""");
  }
}
