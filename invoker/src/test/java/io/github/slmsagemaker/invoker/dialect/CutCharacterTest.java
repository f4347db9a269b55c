package io.github.slmsagemaker.invoker.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Replies as llama-server words them by its source (tools/server/server-context.cpp, {@code
 * process_token} and {@code send_final_response}); the recorded one is of build 11669.
 */
final class CutCharacterTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the first byte alone, '11, 12', 1",
    "two tokens of three, '11, 12, 13', 2",
    "three tokens of four, '11, 12, 13, 14', 3"
  })
  void tokens_behind_the_last_one_listed_are_unfinished(String what, String ids, int behind) {
    Optional<CutCharacter> cut =
        CutCharacter.of(reply("hi \ufffd", ids, "limit", listed("hi", 11)));

    assertThat(cut).contains(new CutCharacter(behind, "hi", " \ufffd"));
  }

  @Test
  void a_reply_that_is_nothing_but_the_beginning_of_a_character_is_unfinished() {
    assertThat(CutCharacter.of(reply("\ufffd", "11, 12", "limit", "")))
        .contains(new CutCharacter(2, "", "\ufffd"));
  }

  @Test
  void a_character_of_several_tokens_is_listed_with_its_last() {
    String listed = listed("a", 11) + ", " + listed("\ud83d\ude00", 14);

    assertThat(CutCharacter.of(reply("a\ud83d\ude00\ufffd", "11, 12, 13, 14, 15", "limit", listed)))
        .contains(new CutCharacter(1, "a\ud83d\ude00", "\ufffd"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the text ends well, hi, limit",
    "the model stopped, 'hi\ufffd', eos",
  })
  void otherwise_nothing_is_unfinished(String what, String text, String stopType) {
    assertThat(CutCharacter.of(reply(text, "11, 12", stopType, listed("hi", 11)))).isEmpty();
  }

  @Test
  void a_byte_that_is_listed_is_not_unfinished_whatever_it_is() {
    JsonNode recorded = ReplyReader.JSON.readTree(Recording.llamaServer("n-probs").reply());

    assertThat(recorded.path("content").stringValue()).endsWith("\ufffd");
    assertThat(CutCharacter.of(recorded)).isEmpty();
  }

  @Test
  void without_probabilities_nobody_knows() {
    JsonNode recorded =
        ReplyReader.JSON.readTree(
            "{\"content\": \"hi\ufffd\", \"tokens\": [1, 2], \"stop_type\": \"limit\"}");

    assertThat(CutCharacter.of(recorded)).isEmpty();
  }

  @Test
  void a_reply_hands_the_unfinished_rest_out_as_its_last_piece() {
    LlamaCppReply reply = new LlamaCppReply(0);
    JsonNode cut = reply("hi \ufffd", "11, 12", "limit", listed("hi", 11));
    List<Piece> pieces = new ArrayList<>();

    reply.whole(cut, pieces::add);

    assertThat(pieces).extracting(Piece::text).containsExactly("hi", " \ufffd");
    assertThat(pieces.getLast().logprobs()).isEmpty();
    assertThat(reply.completion().orElseThrow().unfinishedTokens()).isEqualTo(1);
  }

  private static String listed(String text, int id) {
    StringBuilder bytes = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(bytes.isEmpty() ? "" : ", ").append(each & 0xFF);
    }
    return "{\"id\": %d, \"token\": \"%s\", \"bytes\": [%s], \"logprob\": -1, \"top_logprobs\": []}"
        .formatted(id, text, bytes);
  }

  private static JsonNode reply(String text, String ids, String stopType, String listed) {
    int count = ids.split(",", -1).length;
    return ReplyReader.JSON.readTree(
        """
        {"content": "%s", "tokens": [%s], "stop": true, "stop_type": "%s",
         "tokens_predicted": %d, "tokens_evaluated": 5, "completion_probabilities": [%s]}
        """
            .formatted(text, ids, stopType, count, listed));
  }
}
