package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The chunks of one streamed chat answer, OpenAI's {@code chat.completion.chunk}, as UTF-8 JSON on
 * one line each.
 *
 * <p>In order: {@link #role}, any number of {@link #content} and {@link #toolCall}, {@link
 * #finish}, and {@link #usage} where the client asked for it. The caller keeps the order and frames
 * the chunks.
 */
public final class ChatChunks {
  private final Heading heading;
  private final boolean includeUsage;

  /**
   * Chunks under one heading.
   *
   * @param includeUsage whether a usage chunk comes last; all others then say {@code usage: null}
   */
  public ChatChunks(Heading heading, boolean includeUsage) {
    this.heading = Objects.requireNonNull(heading, "heading");
    this.includeUsage = includeUsage;
  }

  /** The first chunk: who speaks. */
  public byte[] role() {
    return chunk(
        json -> {
          json.writeStringProperty("role", "assistant");
          json.writeStringProperty("content", "");
          json.writeNullProperty("refusal");
        },
        List.of(),
        Optional.empty());
  }

  /** More text, with the log probabilities of its tokens where they were asked for. */
  public byte[] content(String text, List<TokenLogprob> logprobs) {
    return chunk(json -> WireJson.text(json, "content", text), logprobs, Optional.empty());
  }

  /**
   * A call of a tool, its arguments whole or as far as they are known.
   *
   * @param index 0 for the answer's first call, 1 for its second
   */
  public byte[] toolCall(int index, ToolCall call) {
    return toolCallDelta(index, json -> ChatReply.toolCall(json, call));
  }

  /** More of the arguments of a call that was begun. */
  public byte[] toolCallArguments(int index, String more) {
    return toolCallDelta(
        index,
        json -> {
          json.writeObjectPropertyStart("function");
          WireJson.text(json, "arguments", more);
          json.writeEndObject();
        });
  }

  /** The last chunk about the answer: why it ended. */
  public byte[] finish(FinishReason reason) {
    return chunk(json -> {}, List.of(), Optional.of(reason));
  }

  /** The token counts, without a choice. */
  public byte[] usage(Usage usage) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, "chat.completion.chunk");
          json.writeArrayPropertyStart("choices");
          json.writeEndArray();
          WireJson.usage(json, usage);
        });
  }

  private byte[] toolCallDelta(int index, WireJson.Body call) {
    return chunk(
        json -> {
          json.writeArrayPropertyStart("tool_calls");
          json.writeStartObject();
          json.writeNumberProperty("index", index);
          call.write(json);
          json.writeEndObject();
          json.writeEndArray();
        },
        List.of(),
        Optional.empty());
  }

  private byte[] chunk(
      WireJson.Body delta, List<TokenLogprob> logprobs, Optional<FinishReason> finish) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, "chat.completion.chunk");
          json.writeArrayPropertyStart("choices");
          json.writeStartObject();
          json.writeNumberProperty("index", 0);
          json.writeObjectPropertyStart("delta");
          delta.write(json);
          json.writeEndObject();
          LogprobsJson.chat(json, logprobs);
          finishReason(json, finish);
          json.writeEndObject();
          json.writeEndArray();
          if (includeUsage) {
            json.writeNullProperty("usage");
          }
        });
  }

  static void finishReason(JsonGenerator json, Optional<FinishReason> finish) {
    if (finish.isPresent()) {
      json.writeStringProperty("finish_reason", finish.get().word());
    } else {
      json.writeNullProperty("finish_reason");
    }
  }
}
