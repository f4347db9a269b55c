package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A continued text in one piece, OpenAI's {@code text_completion}. */
public final class CompletionReply {
  static final String OBJECT = "text_completion";

  private CompletionReply() {}

  /**
   * The body of a reply, as UTF-8 JSON on one line.
   *
   * @param echoed the prompt where the client wants it before the answer, else empty; its tokens
   *     have no log probabilities
   * @param text what was generated
   * @param logprobs of the generated tokens; empty where they were not asked for
   */
  public static byte[] whole(
      Heading heading,
      String echoed,
      String text,
      FinishReason finishReason,
      List<TokenLogprob> logprobs,
      Usage usage) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, OBJECT);
          choice(
              json,
              echoed + text,
              logprobs,
              LogprobsJson.characters(echoed),
              Optional.of(finishReason));
          WireJson.usage(json, usage);
        });
  }

  static void choice(
      JsonGenerator json,
      String text,
      List<TokenLogprob> logprobs,
      int offset,
      Optional<FinishReason> finishReason) {
    json.writeArrayPropertyStart("choices");
    json.writeStartObject();
    json.writeNumberProperty("index", 0);
    WireJson.text(json, "text", text);
    LogprobsJson.completion(json, logprobs, offset);
    ChatChunks.finishReason(json, finishReason);
    json.writeEndObject();
    json.writeEndArray();
  }
}
