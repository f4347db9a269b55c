package io.github.slmsagemaker.core.output;

import static io.github.slmsagemaker.core.output.Answers.ADD;
import static io.github.slmsagemaker.core.output.Answers.ADDED;
import static io.github.slmsagemaker.core.output.Answers.NOW;
import static io.github.slmsagemaker.core.output.Answers.TOOLS;
import static io.github.slmsagemaker.core.output.Answers.call;
import static io.github.slmsagemaker.core.output.Answers.parse;
import static io.github.slmsagemaker.core.output.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.output.Answers.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
  @ParameterizedTest
  @FieldSource("io.github.slmsagemaker.core.output.Answers#EXAMPLES")
  void an_answer_means_the_same_however_it_is_split(Example example) {
    for (List<String> pieces : Splits.of(example.answer())) {
      assertThat(parse(pieces, TOOLS, false)).as("%s", pieces).isEqualTo(example.deltas());
    }
  }

  @ParameterizedTest
  @FieldSource("io.github.slmsagemaker.core.output.Answers#INSIDE")
  void an_answer_to_a_begun_call_means_the_same_however_it_is_split(Example example) {
    for (List<String> pieces : Splits.of(example.answer())) {
      assertThat(parse(pieces, TOOLS, true)).as("%s", pieces).isEqualTo(example.deltas());
    }
  }

  @ParameterizedTest
  @FieldSource({
    "io.github.slmsagemaker.core.output.UntaggedCalls#CALLS",
    "io.github.slmsagemaker.core.output.UntaggedCalls#TEXTS"
  })
  void an_answer_without_tags_means_the_same_however_it_is_split(Example example) {
    for (List<String> pieces : Splits.of(example.answer())) {
      assertThat(parse(pieces, TOOLS, false)).as("%s", pieces).isEqualTo(example.deltas());
    }
  }

  @ParameterizedTest
  @FieldSource("io.github.slmsagemaker.core.output.UntaggedCalls#CALLS")
  void a_call_without_tags_is_text_where_no_tools_are_offered(Example example) {
    assertThat(parse(List.of(example.answer()), Set.of(), false))
        .containsExactly(text(example.answer()));
  }

  @Test
  void everything_is_text_where_no_tools_are_offered() {
    for (List<String> pieces : Splits.of("a\n" + NOW + "\nb")) {
      assertThat(parse(pieces, Set.of(), false)).containsExactly(text("a\n" + NOW + "\nb"));
    }
  }

  @Test
  void text_is_handed_out_as_soon_as_it_cannot_belong_to_a_call() {
    AnswerParser parser = new AnswerParser(TOOLS, false, true, () -> "id");

    assertThat(parser.feed("Hello ")).containsExactly(text("Hello"));
    assertThat(parser.feed("<tool")).isEmpty();
    assertThat(parser.feed("box>")).containsExactly(text(" <toolbox>"));
    assertThat(parser.feed("\n<tool_call>")).isEmpty();
    assertThat(parser.feed("oh")).containsExactly(text("\n<tool_call>oh"));
    assertThat(parser.feed(" " + NOW + "x")).containsExactly(call("now", "{}"), text("\nx"));
    assertThat(parser.finish()).isEmpty();
  }

  @Test
  void json_is_handed_out_as_soon_as_it_cannot_be_a_call() {
    AnswerParser parser = new AnswerParser(TOOLS, false, true, () -> "id");

    assertThat(parser.feed("{\"name")).isEmpty();
    assertThat(parser.feed("s")).isEmpty();
    assertThat(parser.feed("\"")).containsExactly(text("{\"names\""));
    assertThat(parser.feed(": [{\"name\": \"no")).containsExactly(text(":"));
    assertThat(parser.feed("de\"")).containsExactly(text(" [{\"name\": \"node\""));
    assertThat(parser.feed("}]}\n```python\n")).containsExactly(text("}]}\n```python"));
    assertThat(parser.feed("{\"name\": \"now\"}")).containsExactly(text("\n{\"name\": \"now\"}"));
  }

  @Test
  void a_call_in_json_is_held_back_until_the_end() {
    AnswerParser parser = new AnswerParser(TOOLS, false, true, () -> "id");

    assertThat(parser.feed("Well:\n\n```json\n{\"name\": \"now\"}\n```\n"))
        .containsExactly(text("Well:"));
    assertThat(parser.finish()).containsExactly(call("now", "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NOW + "\n" + ADD + "\nDone.",
        "[{\"name\": \"now\"}, {\"name\": \"add\"}]",
        "```json\n{\"name\": \"now\"}\n```\n```json\n{\"name\": \"add\"}\n```",
        "<function=now>{}</function><function=add>{}</function>"
      })
  void only_the_first_call_counts_where_one_is_allowed(String answer) {
    for (List<String> pieces : Splits.of(answer)) {
      AnswerParser parser = new AnswerParser(TOOLS, false, false, () -> "id");
      List<Delta> deltas = new ArrayList<>();
      pieces.forEach(piece -> deltas.addAll(parser.feed(piece)));
      deltas.addAll(parser.finish());

      assertThat(deltas).as("%s", pieces).containsExactly(call("now", "{}"));
      assertThat(parser.ended()).isTrue();
    }
  }

  @Test
  void each_call_has_its_own_id() {
    AnswerParser parser = new AnswerParser(TOOLS, false, true, new CallIds(new Random(7)));

    List<Delta> deltas = parser.feed(NOW + NOW);

    assertThat(deltas)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(
            delta -> assertThat(((Delta.Call) delta).call().id()).matches("call_[0-9A-Za-z]{24}"));
  }

  @Test
  void a_call_longer_than_the_limit_becomes_text_before_it_ends() {
    String endless =
        "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": \"" + "🙂".repeat(150_000);
    AnswerParser parser = new AnswerParser(TOOLS, false, true, () -> "id");

    List<Delta> deltas = parser.feed(endless);

    assertThat(deltas).containsExactly(text(endless));
    assertThat(parser.feed("\n" + ADD)).containsExactly(ADDED);
  }

  @Test
  void a_call_longer_than_the_limit_is_the_same_text_however_it_is_split() {
    String answer = "<tool_call>{" + " ".repeat(CallScanner.LONGEST) + "}</tool_call>" + NOW;
    for (int size : new int[] {1, 7, 4096, answer.length()}) {
      assertThat(parse(pieces(answer, size), TOOLS, false))
          .as("pieces of %d", size)
          .isEqualTo(parse(List.of(answer), TOOLS, false))
          .last()
          .isEqualTo(call("now", "{}"));
    }
  }

  @Test
  void very_much_white_space_is_not_held_back() {
    String answer = "a" + " ".repeat(5_000) + NOW;
    for (int size : new int[] {1, 999, answer.length()}) {
      assertThat(parse(pieces(answer, size), TOOLS, false))
          .containsExactly(text("a" + " ".repeat(5_000 - 1024)), call("now", "{}"));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_answer_means_the_same_in_random_pieces(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String answer = randomAnswer(random);
      List<Delta> whole = parse(List.of(answer), TOOLS, false);
      assertThat(parse(randomPieces(answer, random), TOOLS, false)).as(answer).isEqualTo(whole);
      assertThat(parse(pieces(answer, 1), TOOLS, false)).as(answer).isEqualTo(whole);
      if (whole.stream().noneMatch(Delta.Call.class::isInstance)) {
        assertThat(whole).isEqualTo(answer.isEmpty() ? List.of() : List.of(text(answer)));
      }
    }
  }

  static List<Long> seeds() {
    return List.of(1L, new Random().nextLong());
  }

  private static String randomAnswer(Random random) {
    List<String> parts =
        List.of(
            NOW,
            ADD,
            "<tool_call>",
            "</tool_call>",
            "{",
            "}",
            "{\"name\": \"now\"}",
            "'",
            "\"",
            "\\",
            "\n",
            " ",
            "<",
            "text",
            "🙂",
            "<tool",
            "_call>",
            "{'name': 'add'",
            "```json",
            "```",
            "[",
            "]",
            ",",
            "<function=add>",
            "</function>",
            "<tools>",
            "</tools>",
            "<function_call>",
            "</function_call>",
            "{\"name\": \"now\", \"parameters\": {}}",
            ", 'arguments': {'a': 1}}");
    StringBuilder answer = new StringBuilder();
    for (int n = random.nextInt(12); n >= 0; n--) {
      answer.append(parts.get(random.nextInt(parts.size())));
    }
    return answer.toString();
  }

  private static List<String> randomPieces(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(9));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static List<String> pieces(String text, int size) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += size) {
      pieces.add(text.substring(from, Math.min(text.length(), from + size)));
    }
    return pieces;
  }
}
