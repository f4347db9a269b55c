package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import tools.jackson.core.JsonGenerator;

/** A chat answer in one piece, OpenAI's {@code chat.completion}. */
public final class ChatReply {
  private ChatReply() {}

  /** The body of a reply, as UTF-8 JSON on one line. */
  public static byte[] whole(Heading heading, ChatAnswer answer, Usage usage) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, "chat.completion");
          json.writeArrayPropertyStart("choices");
          json.writeStartObject();
          json.writeNumberProperty("index", 0);
          message(json, answer);
          LogprobsJson.chat(json, answer.logprobs());
          json.writeStringProperty("finish_reason", answer.finishReason().word());
          json.writeEndObject();
          json.writeEndArray();
          WireJson.usage(json, usage);
        });
  }

  private static void message(JsonGenerator json, ChatAnswer answer) {
    json.writeObjectPropertyStart("message");
    json.writeStringProperty("role", "assistant");
    if (answer.content().isEmpty() && !answer.toolCalls().isEmpty()) {
      json.writeNullProperty("content");
    } else {
      WireJson.text(json, "content", answer.content());
    }
    json.writeNullProperty("refusal");
    if (!answer.toolCalls().isEmpty()) {
      json.writeArrayPropertyStart("tool_calls");
      for (ToolCall call : answer.toolCalls()) {
        json.writeStartObject();
        toolCall(json, call);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** The fields that a call has in a whole reply and in the first chunk about it. */
  static void toolCall(JsonGenerator json, ToolCall call) {
    WireJson.text(json, "id", call.id());
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    WireJson.text(json, "name", call.name());
    WireJson.text(json, "arguments", call.arguments());
    json.writeEndObject();
  }
}
