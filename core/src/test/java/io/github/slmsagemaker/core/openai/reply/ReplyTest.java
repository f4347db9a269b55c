package io.github.slmsagemaker.core.openai.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.openai.Golden;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.sse.SseWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replies, byte for byte. */
final class ReplyTest {
  private static final Heading CHAT = new Heading("chatcmpl-1", 1_700_000_000, "m", "fp_1");
  private static final Heading TEXT = new Heading("cmpl-1", 1_700_000_000, "m", "fp_1");
  private static final Usage USAGE = new Usage(10, 5, 4);

  @Test
  void usage_of_several_model_calls_adds_up() {
    assertThat(USAGE.plus(new Usage(3, 2, 1))).isEqualTo(new Usage(13, 7, 5));
  }

  @Test
  void a_chat_answer_is_exact() {
    ChatAnswer answer =
        new ChatAnswer(
            "Grüße, \"Welt\" \uD83D\uDC69\u200D\uD83D\uDCBB\n",
            List.of(),
            FinishReason.STOP,
            List.of());

    assertThat(ChatReply.whole(CHAT, answer, USAGE)).asString(UTF_8).isEqualTo(reply("chat.json"));
  }

  @Test
  void a_chat_answer_with_tool_calls_is_exact() {
    List<ToolCall> calls =
        List.of(
            new ToolCall("call_a", "get", "{\"city\":\"Köln\"}"),
            new ToolCall("call_b", "now", "{}"));
    ChatAnswer answer = new ChatAnswer("", calls, FinishReason.TOOL_CALLS, List.of());

    assertThat(ChatReply.whole(CHAT, answer, USAGE))
        .asString(UTF_8)
        .isEqualTo(reply("chat-tools.json"));
  }

  @Test
  void text_beside_tool_calls_is_kept() {
    List<ToolCall> calls = List.of(new ToolCall("call_a", "get", "{}"));
    ChatAnswer answer = new ChatAnswer("Let me see.", calls, FinishReason.TOOL_CALLS, List.of());

    assertThat(ChatReply.whole(CHAT, answer, USAGE))
        .asString(UTF_8)
        .contains("\"content\":\"Let me see.\"");
  }

  @Test
  void log_probabilities_of_a_chat_answer_are_exact() {
    List<TokenLogprob> logprobs =
        List.of(
            new TokenLogprob(
                "n", -0.5, List.of(token("n", -0.5), token("\uFFFD", Double.NEGATIVE_INFINITY))),
            token("é", 0));
    ChatAnswer answer = new ChatAnswer("né", List.of(), FinishReason.LENGTH, logprobs);

    assertThat(ChatReply.whole(CHAT, answer, USAGE))
        .asString(UTF_8)
        .isEqualTo(reply("chat-logprobs.json"));
  }

  @Test
  void a_chat_stream_is_exact() {
    ChatChunks chunks = new ChatChunks(CHAT, false);

    assertThat(
            event(chunks.role())
                + text(SseWriter.heartbeat())
                + event(chunks.content("Hé", List.of()))
                + event(chunks.content("llo", List.of(token("llo", -0.25))))
                + event(chunks.finish(FinishReason.STOP))
                + text(SseWriter.done()))
        .isEqualTo(Golden.stream("chat.sse"));
  }

  @Test
  void a_chat_stream_with_tools_and_usage_is_exact() {
    ChatChunks chunks = new ChatChunks(CHAT, true);

    assertThat(
            event(chunks.role())
                + event(chunks.toolCall(0, new ToolCall("call_a", "get", "")))
                + event(chunks.toolCallArguments(0, "{\"a\":1}"))
                + event(chunks.finish(FinishReason.TOOL_CALLS))
                + event(chunks.usage(USAGE))
                + text(SseWriter.done()))
        .isEqualTo(Golden.stream("chat-tools-usage.sse"));
  }

  @Test
  void a_completion_counts_offsets_in_characters_after_the_echo() {
    List<TokenLogprob> logprobs =
        List.of(
            new TokenLogprob(
                " u", -0.5, List.of(token(" u", -0.5), token(" w", -1.5), token(" u", -3))),
            token("pon", Double.NaN));

    assertThat(
            CompletionReply.whole(
                TEXT,
                List.of(
                    new CompletionReply.Choice(
                        "Once \uD83D\uDE00", " upon", FinishReason.LENGTH, logprobs)),
                USAGE))
        .asString(UTF_8)
        .isEqualTo(reply("completion.json"));
  }

  @Test
  void a_completion_stream_is_exact() {
    CompletionChunks chunks = new CompletionChunks(TEXT, true);

    assertThat(
            event(chunks.text("Once \uD83D\uDE00", List.of()))
                + event(chunks.text(" u", List.of(token(" u", -0.5))))
                + event(chunks.text("pon", List.of(token("pon", 0))))
                + event(chunks.finish(FinishReason.STOP))
                + event(chunks.usage(USAGE))
                + text(SseWriter.done()))
        .isEqualTo(Golden.stream("completion-usage.sse"));
  }

  @Test
  void models_are_exact() {
    ModelsReply.Model hermes =
        new ModelsReply.Model("m", Instant.ofEpochSecond(1_700_000_000), "NousResearch", 4_096);
    ModelsReply.Model other = new ModelsReply.Model("org/n", Instant.EPOCH, "org", 131_072);

    assertThat(ModelsReply.list(List.of(hermes, other)))
        .asString(UTF_8)
        .isEqualTo(reply("models.json"));
    assertThat(ModelsReply.one(hermes)).asString(UTF_8).isEqualTo(reply("model.json"));
  }

  @Test
  void an_error_is_exact() {
    Failure failure =
        new Failure.BadRequest(
            Optional.of("temperature"),
            Optional.of("invalid_value"),
            "temperature is 3, expected a number from 0 to 2");

    assertThat(ErrorReply.of(failure).body()).asString(UTF_8).isEqualTo(reply("error.json"));
  }

  @Test
  void a_broken_stream_ends_in_an_error_event_without_done() {
    Failure failure = new Failure.EngineFailed("the model server \"closed\" early");

    assertThat(event(new ChatChunks(CHAT, false).role()) + event(ErrorReply.of(failure).body()))
        .isEqualTo(Golden.stream("broken.sse"));
  }

  @Test
  void half_characters_of_a_model_are_mended() {
    byte[] chunk = new ChatChunks(CHAT, false).content("a\uD83Db\uDE00", List.of());

    assertThat(chunk).asString(UTF_8).contains("\"content\":\"a\uFFFDb\uFFFD\"");
  }

  @Test
  void headings_carry_a_fresh_id_and_the_second() {
    Instant now = Instant.parse("2026-11-22T10:11:12.999Z");
    Headings headings = new Headings(() -> now, new Random(7), "fp_1");

    Heading chat = headings.chat("m");
    Heading completion = headings.completion("m");

    assertThat(chat.id()).matches("chatcmpl-[0-9A-Za-z]{28}").isNotEqualTo(headings.chat("m").id());
    assertThat(completion.id()).matches("cmpl-[0-9A-Za-z]{28}");
    assertThat(chat.created()).isEqualTo(now.getEpochSecond());
    assertThat(chat.systemFingerprint()).isEqualTo("fp_1");
  }

  private static TokenLogprob token(String text, double logprob) {
    return new TokenLogprob(text, logprob, List.of());
  }

  private static String event(byte[] json) {
    return text(SseWriter.event(json));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static String reply(String name) {
    return Golden.reply(name);
  }
}
