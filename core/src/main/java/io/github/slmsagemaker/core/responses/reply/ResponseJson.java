package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.Heading;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the response object: every key that Open Responses requires, null only where it may be.
 */
record ResponseJson(Heading heading, ResponsesRequest request) {

  void write(JsonGenerator json, ResponseState state) {
    json.writeStringProperty("id", heading.id());
    json.writeStringProperty("object", "response");
    json.writeNumberProperty("created_at", heading.created());
    if (state.completedAt().isPresent()) {
      json.writeNumberProperty("completed_at", state.completedAt().getAsLong());
    } else {
      json.writeNullProperty("completed_at");
    }
    json.writeStringProperty("status", state.status().word());
    incompleteDetails(json, state.status());
    error(json, state.error());
    json.writeStringProperty("model", heading.model());
    output(json, state);
    new RequestEcho(request).write(json);
    usage(json, state.usage());
  }

  private static void incompleteDetails(JsonGenerator json, Status status) {
    if (status == Status.INCOMPLETE) {
      json.writeObjectPropertyStart("incomplete_details");
      json.writeStringProperty("reason", "max_output_tokens");
      json.writeEndObject();
    } else {
      json.writeNullProperty("incomplete_details");
    }
  }

  private static void error(JsonGenerator json, Optional<ErrorReply> error) {
    if (error.isPresent()) {
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("code", error.get().code().orElse(error.get().type()));
      WireJson.text(json, "message", error.get().message());
      json.writeEndObject();
    } else {
      json.writeNullProperty("error");
    }
  }

  private static void output(JsonGenerator json, ResponseState state) {
    json.writeArrayPropertyStart("output");
    for (OutputItem item : state.output()) {
      json.writeStartObject();
      item.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void usage(JsonGenerator json, Optional<Usage> usage) {
    if (usage.isEmpty()) {
      json.writeNullProperty("usage");
      return;
    }
    json.writeObjectPropertyStart("usage");
    json.writeNumberProperty("input_tokens", usage.get().promptTokens());
    json.writeObjectPropertyStart("input_tokens_details");
    json.writeNumberProperty("cached_tokens", usage.get().cachedTokens());
    json.writeNumberProperty("cache_write_tokens", 0);
    json.writeEndObject();
    json.writeNumberProperty("output_tokens", usage.get().completionTokens());
    json.writeObjectPropertyStart("output_tokens_details");
    json.writeNumberProperty("reasoning_tokens", 0);
    json.writeEndObject();
    json.writeNumberProperty("total_tokens", usage.get().totalTokens());
    json.writeEndObject();
  }
}
