package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import tools.jackson.core.JsonGenerator;

/** A failure as Anthropic's clients see it; status and headers are those of every protocol. */
final class MessageError {
  private MessageError() {}

  /** The error object, as UTF-8 JSON on one line: a reply's body or an event's data. */
  static byte[] body(ErrorReply error, String requestId) {
    return WireJson.object(
        json -> {
          json.writeStringProperty("type", "error");
          json.writeObjectPropertyStart("error");
          json.writeStringProperty("type", type(error.status()));
          WireJson.text(json, "message", message(error));
          details(json, error);
          json.writeEndObject();
          WireJson.text(json, "request_id", requestId);
        });
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  /** The SDK's tool runner goes on without the server's memory where it reads this. */
  private static void details(JsonGenerator json, ErrorReply error) {
    if (error.param().filter("thread"::equals).isPresent()) {
      json.writeObjectPropertyStart("details");
      json.writeStringProperty("error_code", "thread_unsupported_request");
      json.writeArrayPropertyStart("unsupported");
      json.writeString("thread");
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Agents that shorten a conversation by themselves look for these words. */
  private static String message(ErrorReply error) {
    return error.code().filter("context_length_exceeded"::equals).isPresent()
        ? "prompt is too long: " + error.message()
        : error.message();
  }
}
