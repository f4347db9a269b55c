package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import io.github.slmsagemaker.core.sse.EventSink;
import tools.jackson.core.JsonGenerator;

/** Writes events and numbers them. */
final class EventWriter {
  private final ResponseJson response;
  private final EventSink sink;
  private int sequence;

  EventWriter(ResponseJson response, EventSink sink) {
    this.response = response;
    this.sink = sink;
  }

  /** The whole response as it is now. */
  void state(String type, ResponseState state) {
    event(
        type,
        json -> {
          json.writeObjectPropertyStart("response");
          response.write(json, state);
          json.writeEndObject();
        });
  }

  void item(String type, int index, OutputItem item) {
    event(
        type,
        json -> {
          json.writeNumberProperty("output_index", index);
          json.writeObjectPropertyStart("item");
          item.write(json);
          json.writeEndObject();
        });
  }

  /** About an item's text part, which is its only one. */
  void part(String type, int index, String id, String text) {
    event(
        type,
        json -> {
          place(json, index, id);
          json.writeNumberProperty("content_index", 0);
          json.writeObjectPropertyStart("part");
          OutputItem.part(json, text);
          json.writeEndObject();
        });
  }

  /**
   * About the text in that part.
   *
   * @param name {@code delta} or {@code text}
   */
  void text(String type, int index, String id, String name, String text) {
    event(
        type,
        json -> {
          place(json, index, id);
          json.writeNumberProperty("content_index", 0);
          WireJson.text(json, name, text);
          json.writeArrayPropertyStart("logprobs");
          json.writeEndArray();
        });
  }

  /** The arguments of a call, which come in one piece, and that they are whole. */
  void arguments(int index, String id, ToolCall call) {
    event(
        "response.function_call_arguments.delta",
        json -> {
          place(json, index, id);
          WireJson.text(json, "delta", call.arguments());
        });
    event(
        "response.function_call_arguments.done",
        json -> {
          place(json, index, id);
          WireJson.text(json, "name", call.name());
          WireJson.text(json, "arguments", call.arguments());
        });
  }

  /** In OpenAI's form, and inside {@code error} in that of Open Responses. */
  void error(ErrorReply error) {
    event(
        "error",
        json -> {
          WireJson.textOrNull(json, "code", error.code());
          WireJson.text(json, "message", error.message());
          WireJson.textOrNull(json, "param", error.param());
          error.fields(json);
        });
  }

  /** The response alone, without an event around it. */
  byte[] whole(ResponseState state) {
    return WireJson.object(json -> response.write(json, state));
  }

  private static void place(JsonGenerator json, int index, String id) {
    json.writeStringProperty("item_id", id);
    json.writeNumberProperty("output_index", index);
  }

  private void event(String type, WireJson.Body body) {
    int number = sequence++;
    sink.event(
        type,
        () ->
            WireJson.object(
                json -> {
                  json.writeStringProperty("type", type);
                  json.writeNumberProperty("sequence_number", number);
                  body.write(json);
                }));
  }
}
