package io.github.slmsagemaker.invoker.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Completion.Speed;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.dialect.Replies.Read;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class LlamaCppDialectTest {
  private final LlamaCppDialect dialect = new LlamaCppDialect(List.of("<tool_call>"));
  private final Generation plain = Generation.of(Prompt.of("Hello"), 12, Sampling.GREEDY);

  @Test
  void a_plain_request_switches_off_what_the_engine_would_add() {
    assertThat(sent(plain, false))
        .isEqualTo(
            json(
                """
                {"prompt": "Hello", "n_predict": 12, "temperature": 0.0, "top_p": 1.0, "top_k": 0,
                 "min_p": 0.0, "repeat_penalty": 1.0, "frequency_penalty": 0.0,
                 "presence_penalty": 0.0, "preserved_tokens": ["<tool_call>"], "stream": false,
                 "cache_prompt": true, "return_tokens": true,
                 "response_fields": ["content", "tokens", "stop", "stop_type",
                                      "stopping_word", "tokens_predicted",
                   "tokens_evaluated", "timings", "completion_probabilities"]}
                """));
  }

  @Test
  void conversations_that_begin_as_was_read_have_a_sequence_of_their_own() {
    Dialect behind = dialect.behind(KnownBeginning.of("Hel"));
    Generation goingOn = Generation.of(Prompt.of("Hello").after(List.of(5)), 12, Sampling.GREEDY);
    Generation other = Generation.of(Prompt.of("Hi there"), 12, Sampling.GREEDY);

    assertThat(behind.request(plain, false).get("id_slot").asInt()).isZero();
    assertThat(behind.request(goingOn, true).get("id_slot").asInt()).isZero();
    assertThat(behind.request(other, false).get("id_slot").asInt()).isEqualTo(1);
  }

  @Test
  void a_full_request_holds_every_typed_field_and_no_other() {
    ObjectNode schema = json("{\"type\": \"object\"}");
    Sampling sampling =
        new Sampling(0.5, 0.9, 1, -1, OptionalLong.of(42), Map.of(7, -100.0, 3, 1.5))
            .with(new Sampling.Beyond(40, 0.05, 1.1, true));
    Generation full =
        new Generation(
            Prompt.of("Hello").after(List.of(5, 6)),
            9,
            sampling,
            List.of("END"),
            Optional.of(schema),
            OptionalInt.of(0));

    assertThat(sent(full, true))
        .isEqualTo(
            json(
                """
                {"prompt": ["Hello", 5, 6], "n_predict": 9, "temperature": 0.5, "top_p": 0.9,
                 "top_k": 40, "min_p": 0.05, "repeat_penalty": 1.1, "ignore_eos": true,
                 "frequency_penalty": 1.0,
                 "presence_penalty": -1.0, "seed": 42, "logit_bias": [[3, 1.5], [7, -100.0]],
                 "stop": ["END"], "json_schema": {"type": "object"}, "n_probs": 1,
                 "preserved_tokens": ["<tool_call>"], "stream": true, "cache_prompt": true,
                 "return_tokens": true,
                 "response_fields": ["content", "tokens", "stop", "stop_type",
                                      "stopping_word", "tokens_predicted",
                   "tokens_evaluated", "timings", "completion_probabilities"]}
                """));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "42, 42", "4294967295, 4294967294", "-1, 0", "4294967296, 1"})
  void a_seed_is_folded_into_32_bits_and_never_means_random(long seed, long sent) {
    Generation seeded = Generation.of(Prompt.of("x"), 1, Sampling.DEFAULT.withSeed(seed));

    assertThat(dialect.request(seeded, false).path("seed").asLong()).isEqualTo(sent);
  }

  @Test
  void a_whole_reply_gives_text_counts_ids_and_speed() {
    Read read = Replies.read(dialect.reply(plain), Recording.llamaServer("completion").reply());

    assertThat(read.text()).startsWith("}").endsWith("word00002");
    assertThat(read.completion())
        .isEqualTo(
            new Completion(
                FinishReason.LENGTH,
                22,
                12,
                0,
                List.of(125, 137, 216, 6, 18, 206, 288, 93, 201, 18, 206, 288),
                Optional.of(new Speed(Duration.ofNanos(980_000), Duration.ofNanos(841_000)))));
  }

  @Test
  void a_stream_cut_at_every_offset_gives_the_whole_replys_text() {
    String stream = Recording.llamaServer("completion-stream").reply();
    String whole =
        Replies.read(dialect.reply(plain), Recording.llamaServer("completion").reply()).text();

    for (int at = 0; at <= stream.getBytes(StandardCharsets.UTF_8).length; at++) {
      assertThat(Replies.readCut(dialect.reply(plain), stream, at).text())
          .as("cut at %d", at)
          .isEqualTo(whole);
    }
  }

  @Test
  void a_stream_that_lost_ids_gives_none() {
    Read read =
        Replies.read(dialect.reply(plain), Recording.llamaServer("completion-stream").reply());

    assertThat(read.pieces()).hasSize(8);
    assertThat(read.completion().completionTokens()).isEqualTo(12);
    assertThat(read.completion().tokenIds()).isEmpty();
  }

  @Test
  void a_stream_without_its_last_event_is_a_failure() {
    String stream = Recording.llamaServer("completion-stream").reply();
    String cut = stream.substring(0, stream.lastIndexOf("data:"));

    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), cut))
        .isInstanceOf(Failure.EngineFailed.class);
  }

  @ParameterizedTest
  @CsvSource({"completion, LENGTH", "stop, STOP", "json-schema, STOP", "continue-2, LENGTH"})
  void the_finish_reason_is_the_engines(String recording, FinishReason reason) {
    Read read = Replies.read(dialect.reply(plain), Recording.llamaServer(recording).reply());

    assertThat(read.completion().finishReason()).isEqualTo(reason);
  }

  @Test
  void a_continued_reply_counts_what_was_cached() {
    Read read = Replies.read(dialect.reply(plain), Recording.llamaServer("continue-2").reply());

    assertThat(read.completion().cachedTokens()).isEqualTo(26);
    assertThat(read.completion().promptTokens()).isEqualTo(27);
  }

  @Test
  void log_probabilities_come_with_as_many_alternatives_as_were_asked_for() {
    Generation one =
        new Generation(
            plain.prompt(), 2, Sampling.GREEDY, List.of(), Optional.empty(), OptionalInt.of(1));

    List<Piece> pieces =
        Replies.read(dialect.reply(one), Recording.llamaServer("n-probs").reply()).pieces();

    assertThat(pieces).hasSize(1);
    assertThat(pieces.getFirst().logprobs())
        .containsExactly(logprob("}", -1.8101069927215576), logprob("\ufffd", -1.5539852380752563));
  }

  @Test
  void an_error_event_is_the_failure_it_names() {
    String event =
        "data: {\"error\":{\"code\":400,\"message\":\"request (600 tokens) exceeds the available"
            + " context size (512 tokens)\",\"type\":\"exceed_context_size_error\"}}\n\n";

    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), event))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("600 tokens");
  }

  private static TokenLogprob logprob(String token, double value) {
    return new TokenLogprob(token, value, List.of(new TokenLogprob(token, value, List.of())));
  }

  /** As it goes over the wire, where an int and a long are the same. */
  private ObjectNode sent(Generation generation, boolean streamed) {
    return json(dialect.request(generation, streamed).toString());
  }

  private static ObjectNode json(String text) {
    return ReplyReader.JSON.readTree(text).asObject();
  }
}
