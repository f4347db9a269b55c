package io.github.slmsagemaker.invoker.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.dialect.Replies.Read;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class VllmDialectTest {
  private final VllmDialect dialect = new VllmDialect(List.of());
  private final Generation plain = Generation.of(Prompt.of("Hello"), 12, Sampling.GREEDY);

  /** So that neither vLLM's defaults nor those of the model's generation_config.json hold. */
  @Test
  void everything_that_the_server_would_choose_by_itself_is_said() {
    assertThat(json(dialect.request(plain, false).toString()))
        .isEqualTo(
            json(
                """
                {"prompt": "Hello", "max_tokens": 12, "temperature": 0.0, "top_p": 1.0, "top_k": 0,
                 "min_p": 0.0, "repetition_penalty": 1.0, "frequency_penalty": 0.0,
                 "presence_penalty": 0.0, "return_token_ids": true}
                """));
  }

  @Test
  void a_full_request_holds_every_typed_field_and_no_other() {
    assertThat(json(new VllmDialect(List.of("<tool_call>")).request(full(), true).toString()))
        .isEqualTo(
            json(
                """
                {"prompt": "Hello", "max_tokens": 9, "temperature": 0.5, "top_p": 0.9, "top_k": 40,
                 "min_p": 0.05, "repetition_penalty": 1.1, "frequency_penalty": 1.0,
                 "presence_penalty": -1.0, "ignore_eos": true, "seed": -9223372036854775808,
                 "logit_bias": {"7": -100.0, "30": 5.0},
                 "stop": ["END"], "include_stop_str_in_output": true,
                 "structured_outputs": {"json": {"type": "object"}}, "logprobs": 2,
                 "skip_special_tokens": false, "spaces_between_special_tokens": false,
                 "return_token_ids": true,
                 "stream": true, "stream_options": {"include_usage": true}}
                """));
  }

  /** So nothing may be left to the server; what asks for as much as fits is given a number. */
  @Test
  void a_server_that_is_told_no_budget_answers_16_tokens() {
    assertThat(
            Replies.read(dialect.reply(plain), Recording.vllm("default-max-tokens").reply())
                .completion()
                .completionTokens())
        .isEqualTo(16);
  }

  @Test
  void a_prompt_is_a_text_or_ids_and_never_both() {
    Generation ids = Generation.of(new Prompt("", List.of(19556, 905)), 12, Sampling.GREEDY);
    Generation both = Generation.of(new Prompt("Hello", List.of(905)), 12, Sampling.GREEDY);

    assertThat(dialect.request(ids, false).path("prompt").toString()).isEqualTo("[19556,905]");
    assertThatThrownBy(() -> dialect.request(both, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_stream_cut_at_every_offset_gives_the_same() {
    String stream = Recording.vllm("stream").reply();
    Completion expected =
        new Completion(
            FinishReason.LENGTH,
            2,
            6,
            0,
            List.of(905, 905, 32801, 32801, 32801, 32801),
            Optional.empty());

    for (int at = 0; at <= stream.getBytes(StandardCharsets.UTF_8).length; at++) {
      Read read = Replies.readCut(dialect.reply(plain), stream, at);
      assertThat(read.text())
          .as("cut at %d", at)
          .isEqualTo(" world world doctorate doctorate doctorate doctorate");
      assertThat(read.completion()).isEqualTo(expected);
    }
  }

  @Test
  void a_reply_in_one_piece_is_the_same_as_the_stream() {
    Read whole = Replies.read(dialect.reply(plain), Recording.vllm("whole").reply());
    Read stream = Replies.read(dialect.reply(plain), Recording.vllm("stream").reply());

    assertThat(whole.text()).isEqualTo(stream.text());
    assertThat(whole.completion()).isEqualTo(stream.completion());
  }

  @ParameterizedTest(name = "{0}: \"{1}\", {2} tokens")
  @CsvSource({
    "stop,                 '',              1",
    "stop-included,        ' wor',          1",
    "stop-mid-text,        ' world world ', 3",
  })
  void a_stop_string_ends_the_answer_and_its_tokens_are_counted(
      String name, String text, int tokens) {
    Read read = Replies.read(dialect.reply(plain), Recording.vllm(name).reply());

    assertThat(read.text()).isEqualTo(text);
    assertThat(read.completion().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(read.completion().completionTokens()).isEqualTo(tokens);
  }

  /** So it was recorded with stream_options left out: nothing was counted. */
  @ParameterizedTest
  @ValueSource(strings = {"stop-mid-text-stream", "logprobs-stream"})
  void a_stream_that_ends_without_usage_is_no_success(String name) {
    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), Recording.vllm(name).reply()))
        .isInstanceOf(Failure.EngineFailed.class);
  }

  @Test
  void an_engine_that_dies_in_a_stream_is_a_failure_although_it_says_done() {
    String stream = Recording.vllm("stream-died").reply();

    assertThat(stream).endsWith("data: [DONE]\n\n");
    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), stream))
        .isExactlyInstanceOf(Failure.EngineFailed.class)
        .hasMessageContaining("500");
  }

  @Test
  void done_by_itself_is_no_success() {
    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), "data: [DONE]\n\n"))
        .isInstanceOf(Failure.EngineFailed.class);
  }

  @Test
  void log_probabilities_have_as_many_alternatives_as_were_asked_for() {
    List<Piece> two =
        Replies.read(dialect.reply(asking(2)), Recording.vllm("logprobs").reply()).pieces();
    List<Piece> none =
        Replies.read(dialect.reply(asking(0)), Recording.vllm("logprobs").reply()).pieces();

    assertThat(two.getFirst().logprobs().get(4))
        .isEqualTo(
            new TokenLogprob(
                " doctorate",
                -9.705190658569336,
                List.of(
                    new TokenLogprob(" doctorate", -9.705190658569336, List.of()),
                    new TokenLogprob("\uff08", -10.205190658569336, List.of()))));
    assertThat(none.getFirst().logprobs()).hasSize(6);
    assertThat(none.getFirst().logprobs())
        .allSatisfy(token -> assertThat(token.alternatives()).isEmpty());
  }

  @Test
  void what_was_clamped_to_the_window_ends_with_length() {
    Completion completion =
        Replies.read(dialect.reply(plain), Recording.vllm("clamped").reply()).completion();

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.promptTokens()).isEqualTo(120);
    assertThat(completion.completionTokens()).isEqualTo(8);
  }

  @ParameterizedTest(name = "structured{0}")
  @ValueSource(strings = {"", "-stream"})
  void an_answer_held_to_a_schema_is_json(String suffix) {
    String said =
        Replies.read(dialect.reply(plain), Recording.vllm("structured" + suffix).reply()).text();

    assertThat(json(said).path("b").asString()).isIn("x", "y");
  }

  /** The old parameter would be taken for obeyed. */
  @Test
  void the_parameter_that_new_versions_ignore_is_not_sent() {
    assertThat(Recording.vllm("guided-json").request().has("guided_json")).isTrue();
    assertThat(Replies.read(dialect.reply(plain), Recording.vllm("guided-json").reply()).text())
        .doesNotStartWith("{");
    assertThat(dialect.request(full(), true).toString()).doesNotContain("guided");
  }

  @Test
  void tokens_from_the_cache_are_counted_where_the_server_tells() {
    String reply =
        Recording.vllm("whole")
            .reply()
            .replace(
                "\"prompt_tokens_details\":null",
                "\"prompt_tokens_details\":{\"cached_tokens\":1}");

    assertThat(Replies.read(dialect.reply(plain), reply).completion().cachedTokens()).isEqualTo(1);
  }

  @Test
  void ids_that_are_not_all_there_are_none() {
    String reply = Recording.vllm("whole").reply().replace("[905,905,", "[905,");

    assertThat(Replies.read(dialect.reply(plain), reply).completion().tokenIds()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "error", "repetition"})
  void an_end_for_another_reason_is_a_failure(String reason) {
    String reply = Recording.vllm("whole").reply().replace("\"length\"", '"' + reason + '"');

    assertThatThrownBy(() -> Replies.read(dialect.reply(plain), reply))
        .isInstanceOf(Failure.EngineFailed.class)
        .hasMessageContaining("'" + reason + "', expected stop or length");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "too-long,          ContextLengthExceeded",
    "no-room,           ContextLengthExceeded",
    "logprobs-too-many, EngineRejected",
    "bad-schema,        EngineRejected",
    "unknown-model,     EngineFailed",
    "engine-dead,       EngineFailed",
    "wrong-key,         EngineFailed",
    "unknown-path,      EngineFailed",
  })
  void an_error_is_its_failure(String name, String failure) {
    Recording recorded = Recording.vllm(name);

    assertThat(EngineErrors.of(recorded.status(), recorded.reply()).getClass().getSimpleName())
        .isEqualTo(failure);
  }

  private Generation asking(int alternatives) {
    return new Generation(
        plain.prompt(),
        6,
        Sampling.GREEDY,
        List.of(),
        Optional.empty(),
        OptionalInt.of(alternatives));
  }

  private static Generation full() {
    Sampling sampling =
        new Sampling(0.5, 0.9, 1, -1, OptionalLong.of(Long.MIN_VALUE), Map.of(30, 5.0, 7, -100.0))
            .with(new Sampling.Beyond(40, 0.05, 1.1, true));
    return new Generation(
        Prompt.of("Hello"),
        9,
        sampling,
        List.of("END"),
        Optional.of(json("{\"type\": \"object\"}").asObject()),
        OptionalInt.of(2));
  }

  private static JsonNode json(String text) {
    return ReplyReader.JSON.readTree(text);
  }
}
