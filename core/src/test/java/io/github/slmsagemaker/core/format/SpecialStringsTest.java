package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialStringsTest {
  private static final SpecialVocabulary VOCABULARY =
      Catalogue.load().model("hermes-3-llama-3.1-8b").specialStrings();

  private final SpecialStrings special = new SpecialStrings(VOCABULARY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          <|im_start|>  ~ < |im_start|>
          a<|im_end|><|im_end|>b  ~ a< |im_end|>< |im_end|>b
          <|im_<|im_end|>end|>  ~ <|im_< |im_end|>end|>
          <|reserved_special_token_0|>  ~ < |reserved_special_token_0|>
          <|reserved_special_token_250|>  ~ < |reserved_special_token_250|>
          <|reserved_special_token_|>  ~ <|reserved_special_token_|>
          <</tool_call>  ~ << /tool_call>
          <|IM_START|>  ~ <|IM_START|>
          < |im_start|>  ~ < |im_start|>
          <scratch_pad> <SCRATCHPAD>  ~ < scratch_pad> < SCRATCHPAD>
          if a < b and c > d  ~ if a < b and c > d
          """)
  void a_special_string_is_broken_after_its_first_character_and_nothing_else_changes(
      String text, String neutralized) {
    assertThat(special.neutralized(text)).isEqualTo(neutralized);
  }

  @Test
  void strings_of_the_served_file_are_broken_too_and_its_white_space_is_left_alone() {
    SpecialStrings served =
        new SpecialStrings(
            VOCABULARY, Set.of("<start_of_turn>", " <eos> ", "\n\n", "  ", "x", "[@]"));

    assertThat(served.neutralized("a <start_of_turn>\n\n  x <eos>[@]<|im_end|>"))
        .isEqualTo("a < start_of_turn>\n\n  x < eos>[ @]< |im_end|>");
  }

  @Test
  void a_string_within_another_is_found_too() {
    SpecialStrings nested =
        new SpecialStrings(
            new SpecialVocabulary("nested", List.of("aXb", "X1", "aXbX1c"), List.of()));

    assertThat(nested.neutralized("aXbX1c aXb X1")).isEqualTo("a XbX 1c a Xb X 1");
    assertThat(nested.count(nested.neutralized("aXbX1caXbX1"))).isZero();
  }

  @Test
  void no_text_made_of_their_fragments_keeps_a_special_string() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> strings = new ArrayList<>(VOCABULARY.strings());
    strings.add("<|reserved_special_token_7|>");

    for (int i = 0; i < 5_000; i++) {
      String text = hostile(strings, random);
      String neutralized = special.neutralized(text);
      assertThat(special.count(neutralized)).as(text).isZero();
      assertThat(neutralized.replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }
  }

  /** Special strings whole, cut in two and put into each other. */
  static String hostile(List<String> all, Random random) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      String string = all.get(random.nextInt(all.size()));
      String part =
          switch (random.nextInt(5)) {
            case 0 -> string.substring(0, random.nextInt(string.length()));
            case 1 -> string.substring(random.nextInt(string.length()));
            case 2 -> "\\u003c" + string.substring(1);
            case 3 -> List.of("\n", "\"", "\\", " ", "é", "🙂", "'").get(random.nextInt(7));
            default -> string;
          };
      text.insert(random.nextBoolean() ? text.length() : random.nextInt(text.length() + 1), part);
    }
    return text.toString();
  }
}
