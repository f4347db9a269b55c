package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import tools.jackson.core.JsonGenerator;

/** A part of an answer with an id and a status of its own. */
sealed interface OutputItem {
  String id();

  /** Its fields, {@code type} first. */
  void write(JsonGenerator json);

  /**
   * Some text.
   *
   * @param begun whether it has a part yet, which is announced after the item
   */
  record Said(String id, String text, boolean begun, Status status) implements OutputItem {
    @Override
    public void write(JsonGenerator json) {
      json.writeStringProperty("type", "message");
      json.writeStringProperty("id", id);
      json.writeStringProperty("status", status.word());
      json.writeStringProperty("role", "assistant");
      json.writeArrayPropertyStart("content");
      if (begun) {
        json.writeStartObject();
        part(json, text);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** A call of a tool. */
  record Called(String id, ToolCall call, Status status) implements OutputItem {
    @Override
    public void write(JsonGenerator json) {
      json.writeStringProperty("type", "function_call");
      json.writeStringProperty("id", id);
      WireJson.text(json, "call_id", call.id());
      WireJson.text(json, "name", call.name());
      WireJson.text(json, "arguments", call.arguments());
      json.writeStringProperty("status", status.word());
    }
  }

  /** The fields of a text part. */
  static void part(JsonGenerator json, String text) {
    json.writeStringProperty("type", "output_text");
    WireJson.text(json, "text", text);
    json.writeArrayPropertyStart("annotations");
    json.writeEndArray();
    json.writeArrayPropertyStart("logprobs");
    json.writeEndArray();
  }
}
