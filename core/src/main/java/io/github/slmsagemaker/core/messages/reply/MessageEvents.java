package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.messages.reply.ContentBlock.Called;
import io.github.slmsagemaker.core.messages.reply.ContentBlock.Said;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Heading;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import io.github.slmsagemaker.core.sse.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The events of one answer: a block is started, filled and stopped before the next. Not for use by
 * several threads at once.
 *
 * <p>How many tokens the prompt has is known at the end, so the first event says 0 and the last but
 * one tells.
 */
public final class MessageEvents {
  private static final Usage UNKNOWN = new Usage(0, 0, 0);

  private final MessageJson message;
  private final EventSink sink;
  private final List<ContentBlock> finished = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  /**
   * Events of an answer that has not begun.
   *
   * @param sink takes the events
   */
  public MessageEvents(Heading heading, EventSink sink) {
    this.message = new MessageJson(heading);
    this.sink = sink;
  }

  /** The event that keeps a silent connection open. */
  public static byte[] ping() {
    return WireJson.object(json -> json.writeStringProperty("type", "ping"));
  }

  /** More text. */
  public void text(String more) {
    if (more.isEmpty()) {
      return;
    }
    begin();
    if (text.isEmpty()) {
      start(new Said(""));
    }
    text.append(more);
    delta("text_delta", "text", more);
  }

  /** A whole call. */
  public void call(ToolCall call) {
    begin();
    stopText();
    start(new Called(new ToolCall(call.id(), call.name(), "{}")));
    delta("input_json_delta", "partial_json", call.arguments());
    stop(new Called(call));
  }

  /**
   * The answer is over.
   *
   * @param stopSequence the client's text that ended it, where one did
   * @return the whole message, as UTF-8 JSON on one line
   */
  public byte[] end(FinishReason reason, Optional<String> stopSequence, Usage usage) {
    begin();
    stopText();
    Optional<StopReason> stop = Optional.of(StopReason.of(reason, stopSequence));
    event(
        "message_delta",
        json -> {
          json.writeObjectPropertyStart("delta");
          MessageJson.stop(json, stop);
          json.writeEndObject();
          json.writeObjectPropertyStart("usage");
          MessageJson.counts(json, usage);
          json.writeEndObject();
        });
    event("message_stop", _ -> {});
    return WireJson.object(json -> message.write(json, finished, stop, usage));
  }

  private void begin() {
    if (!begun) {
      begun = true;
      event(
          "message_start",
          json -> {
            json.writeObjectPropertyStart("message");
            message.write(json, List.of(), Optional.empty(), UNKNOWN);
            json.writeEndObject();
          });
    }
  }

  private void start(ContentBlock block) {
    event(
        "content_block_start",
        json -> {
          index(json);
          json.writeObjectPropertyStart("content_block");
          block.write(json);
          json.writeEndObject();
        });
  }

  private void delta(String type, String name, String more) {
    event(
        "content_block_delta",
        json -> {
          index(json);
          json.writeObjectPropertyStart("delta");
          json.writeStringProperty("type", type);
          WireJson.text(json, name, more);
          json.writeEndObject();
        });
  }

  private void stopText() {
    if (!text.isEmpty()) {
      stop(new Said(text.toString()));
      text.setLength(0);
    }
  }

  private void stop(ContentBlock block) {
    event("content_block_stop", this::index);
    finished.add(block);
  }

  private void index(JsonGenerator json) {
    json.writeNumberProperty("index", finished.size());
  }

  private void event(String type, WireJson.Body body) {
    sink.event(
        type,
        () ->
            WireJson.object(
                json -> {
                  json.writeStringProperty("type", type);
                  body.write(json);
                }));
  }
}
