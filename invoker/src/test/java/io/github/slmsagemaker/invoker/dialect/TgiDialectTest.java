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
import io.github.slmsagemaker.invoker.dialect.TgiDialect.Backend;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class TgiDialectTest {
  private final TgiDialect gpu = new TgiDialect(Backend.GPU, List.of("<tool_call>"));
  private final TgiDialect cpu = new TgiDialect(Backend.LLAMACPP, List.of());
  private final Generation plain = Generation.of(Prompt.of("Hello"), 12, Sampling.GREEDY);

  @Test
  void greedy_on_the_gpu_sends_nothing_that_would_sample() {
    assertThat(json(gpu.request(plain, false).toString()))
        .isEqualTo(
            json(
                """
                {"inputs": "Hello", "parameters": {"max_new_tokens": 12,
                 "return_full_text": false, "details": true, "decoder_input_details": false,
                 "do_sample": false}, "stream": true}
                """));
  }

  @Test
  void greedy_on_the_llama_cpp_backend_draws_from_one_token() {
    JsonNode parameters = cpu.request(plain, false).path("parameters");

    assertThat(parameters.path("top_k").asInt()).isEqualTo(1);
    assertThat(parameters.has("temperature")).isFalse();
  }

  @Test
  void a_full_request_on_the_gpu_holds_every_typed_field_and_no_other() {
    assertThat(json(gpu.request(full(), true).toString()))
        .isEqualTo(
            json(
                """
                {"inputs": "Hello", "parameters": {"max_new_tokens": 9,
                 "return_full_text": false, "details": true, "decoder_input_details": false,
                 "do_sample": true, "frequency_penalty": 1.0, "temperature": 0.5, "top_p": 0.9,
                 "top_k": 40, "repetition_penalty": 1.1, "seed": 42, "stop": ["END"],
                 "grammar": {"type": "json",
                   "value": {"type": "object", "properties": {"a": {"type": "null"}}}}},
                 "stream": true}
                """));
  }

  @Test
  void the_llama_cpp_backend_is_sent_no_stop_string_and_no_grammar() {
    JsonNode parameters = cpu.request(full(), true).path("parameters");

    assertThat(parameters.has("stop")).isFalse();
    assertThat(parameters.has("grammar")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\": \"object\"}",
        "{\"type\": \"object\", \"properties\": {}}",
        "{\"anyOf\": [{\"properties\": {\"a\": {}}}]}"
      })
  void a_grammar_that_the_router_would_refuse_is_not_sent(String schema) {
    Generation generation =
        new Generation(
            Prompt.of("Hello"),
            12,
            Sampling.GREEDY,
            List.of(),
            Optional.of(json(schema).asObject()),
            OptionalInt.empty());

    assertThat(gpu.request(generation, true).path("parameters").has("grammar")).isFalse();
  }

  @Test
  void top_p_of_one_is_not_sent_because_the_router_refuses_it() {
    Generation usual = Generation.of(Prompt.of("Hello"), 12, Sampling.DEFAULT);

    assertThat(gpu.request(usual, false).path("parameters").has("top_p")).isFalse();
  }

  @Test
  void a_stream_cut_at_every_offset_gives_the_same() {
    String stream = Recording.tgi("stream").reply();
    Completion expected = new Completion(FinishReason.STOP, 9, 5, 0, List.of(), Optional.empty());

    for (int at = 0; at <= stream.getBytes(StandardCharsets.UTF_8).length; at++) {
      Read read = Replies.readCut(gpu.reply(plain), stream, at);
      assertThat(read.text()).as("cut at %d", at).isEqualTo(" Hello, world!");
      assertThat(read.completion()).isEqualTo(expected);
    }
  }

  @Test
  void a_reply_in_one_document_gives_the_same_text_and_no_prompt_count() {
    Read read = Replies.read(gpu.reply(plain), Recording.tgi("whole").reply());

    assertThat(read.text()).isEqualTo(" Hello, world!");
    assertThat(read.completion().completionTokens()).isEqualTo(5);
    assertThat(read.completion().promptTokens()).isZero();
  }

  @Test
  void a_reply_that_is_no_array_is_read_too() {
    String array = Recording.tgi("whole").reply();

    assertThat(Replies.read(gpu.reply(plain), array.substring(1, array.length() - 1)).text())
        .isEqualTo(" Hello, world!");
  }

  @Test
  void text_that_only_the_end_holds_is_handed_out_last() {
    Read read = Replies.read(gpu.reply(plain), Recording.tgi("stream-held-back").reply());

    assertThat(read.pieces()).extracting(Piece::text).containsExactly(" Hello", "\ufffd");
  }

  @Test
  void a_character_broken_over_tokens_is_handed_out_as_the_engine_gave_it() {
    Read read = Replies.read(cpu.reply(plain), Recording.tgi("stream-broken-character").reply());

    assertThat(read.text()).isEqualTo(" Hello\ufffd\ufffd");
  }

  @Test
  void a_special_token_is_no_text_unless_it_is_markup() {
    String stream =
        """
        data:{"token":{"id":1,"text":"<tool_call>","logprob":-1.0,"special":true}}

        data:{"token":{"id":2,"text":"<|im_start|>","logprob":-1.0,"special":true}}

        data:{"token":{"id":3,"text":"x","logprob":-1.0,"special":false},"generated_text":"x",\
        "details":{"finish_reason":"length","generated_tokens":3,"seed":null,"input_length":4}}

        """;

    assertThat(Replies.read(gpu.reply(plain), stream).text()).isEqualTo("<tool_call>x");
  }

  @Test
  void log_probabilities_come_where_they_were_asked_for() {
    Generation asked =
        new Generation(
            plain.prompt(), 2, Sampling.GREEDY, List.of(), Optional.empty(), OptionalInt.of(0));

    List<Piece> pieces =
        Replies.read(gpu.reply(asked), Recording.tgi("stream-length").reply()).pieces();

    assertThat(pieces)
        .containsExactly(
            new Piece(" Hello", List.of(new TokenLogprob(" Hello", -0.12, List.of()))),
            new Piece(",", List.of(new TokenLogprob(",", -0.5, List.of()))));
  }

  @Test
  void errors_inside_a_stream_are_the_failures_they_name() {
    assertThatThrownBy(
            () -> Replies.read(gpu.reply(plain), Recording.tgi("stream-overloaded").reply()))
        .isInstanceOf(Failure.EngineBusy.class);
    assertThatThrownBy(
            () -> Replies.read(gpu.reply(plain), Recording.tgi("stream-validation").reply()))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("2048");
  }

  @Test
  void an_answer_without_details_is_a_failure() {
    assertThatThrownBy(() -> Replies.read(gpu.reply(plain), "[{\"generated_text\":\"x\"}]"))
        .isInstanceOf(Failure.EngineFailed.class);
  }

  private static Generation full() {
    Sampling sampling =
        new Sampling(0.5, 0.9, 1, -1, OptionalLong.of(42), Map.of(7, -100.0))
            .with(new Sampling.Beyond(40, 0.05, 1.1, true));
    return new Generation(
        Prompt.of("Hello"),
        9,
        sampling,
        List.of("END"),
        Optional.of(
            json("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"null\"}}}")
                .asObject()),
        OptionalInt.of(0));
  }

  private static JsonNode json(String text) {
    return ReplyReader.JSON.readTree(text);
  }
}
