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
   * The answer to one prompt.
   *
   * @param echoed the prompt where the client wants it before the answer, else empty; its tokens
   *     have no log probabilities
   * @param text what was generated
   * @param logprobs of the generated tokens; empty where they were not asked for
   */
  public record Choice(
      String echoed, String text, FinishReason finishReason, List<TokenLogprob> logprobs) {
    public Choice {
      logprobs = List.copyOf(logprobs);
    }
  }

  /**
   * The body of a reply, as UTF-8 JSON on one line.
   *
   * @param choices one for each prompt, in order
   */
  public static byte[] whole(Heading heading, List<Choice> choices, Usage usage) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, OBJECT);
          json.writeArrayPropertyStart("choices");
          for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            choice(
                json,
                i,
                choice.echoed() + choice.text(),
                choice.logprobs(),
                LogprobsJson.characters(choice.echoed()),
                Optional.of(choice.finishReason()));
          }
          json.writeEndArray();
          WireJson.usage(json, usage);
        });
  }

  static void choice(
      JsonGenerator json,
      int index,
      String text,
      List<TokenLogprob> logprobs,
      int offset,
      Optional<FinishReason> finishReason) {
    json.writeStartObject();
    json.writeNumberProperty("index", index);
    WireJson.text(json, "text", text);
    LogprobsJson.completion(json, logprobs, offset);
    ChatChunks.finishReason(json, finishReason);
    json.writeEndObject();
  }
}
