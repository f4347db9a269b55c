package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import tools.jackson.core.JsonGenerator;

/** A part of an answer. */
sealed interface ContentBlock {

  /** Its fields, {@code type} first. */
  void write(JsonGenerator json);

  /** Some text; {@code citations} are left out, since some clients take no null there. */
  record Said(String text) implements ContentBlock {
    @Override
    public void write(JsonGenerator json) {
      json.writeStringProperty("type", "text");
      WireJson.text(json, "text", text);
    }
  }

  /** A call of a tool; its arguments are the text of a JSON object. */
  record Called(ToolCall call) implements ContentBlock {
    @Override
    public void write(JsonGenerator json) {
      json.writeStringProperty("type", "tool_use");
      WireJson.text(json, "id", call.id());
      WireJson.text(json, "name", call.name());
      json.writeName("input");
      json.writeRawValue(call.arguments());
    }
  }
}
