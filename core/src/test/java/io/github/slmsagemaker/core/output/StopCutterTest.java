package io.github.slmsagemaker.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StopCutterTest {

  @ParameterizedTest(name = "{0} at {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one two three | two            | 'one '
          one two three | three;two      | 'one '
          one two three | four           | one two three
          abcdef        | abcdef;cd      | ab
          abcdef        | cd;abcd        | ''
          aaab          | aab            | a
          ababac        | abac           | ab
          🙂🙃🙂         | 🙃             | 🙂
          🙂🙃           | 🙂x            | 🙂🙃
          x             | x              | ''
          ends in tw    | two            | ends in tw
          """)
  void a_text_ends_before_its_first_stop_string_however_it_is_split(
      String text, String stops, String expected) {
    List<String> all = List.of(stops.split(";", -1));
    for (List<String> pieces : Splits.of(text)) {
      StopCutter cutter = new StopCutter(all);
      StringBuilder out = new StringBuilder();
      pieces.forEach(piece -> out.append(cutter.feed(piece)));
      out.append(cutter.finish());

      assertThat(out.toString()).as("%s", pieces).isEqualTo(expected);
      assertThat(cutter.stopped()).isEqualTo(!expected.equals(text));
    }
  }

  @Test
  void text_that_cannot_begin_a_stop_string_is_handed_out_at_once() {
    StopCutter cutter = new StopCutter(List.of("\n\nQ:", "END"));

    assertThat(cutter.feed("Answer\n")).isEqualTo("Answer");
    assertThat(cutter.feed("more EN")).isEqualTo("\nmore ");
    assertThat(cutter.feed("d")).isEqualTo("ENd");
  }

  @Test
  void nothing_is_handed_out_after_the_stop() {
    StopCutter cutter = new StopCutter(List.of("."));

    assertThat(cutter.feed("One. Two")).isEqualTo("One");
    assertThat(cutter.feed(" Three")).isEmpty();
    assertThat(cutter.finish()).isEmpty();
  }

  @Test
  void the_stop_string_that_was_met_is_told() {
    StopCutter cutter = new StopCutter(List.of("END", "."));

    cutter.feed("One EN");
    assertThat(cutter.met()).isEmpty();
    cutter.feed("D.");
    assertThat(cutter.met()).contains("END");
  }

  @Test
  void without_stop_strings_every_piece_passes() {
    StopCutter cutter = new StopCutter(List.of());

    assertThat(cutter.feed("anything")).isEqualTo("anything");
    assertThat(cutter.finish()).isEmpty();
    assertThat(cutter.stopped()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ude00"})
  void a_stop_string_without_a_whole_first_character_is_refused(String stop) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StopCutter(List.of(stop)));
  }
}
