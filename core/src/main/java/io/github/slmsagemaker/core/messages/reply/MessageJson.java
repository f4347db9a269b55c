package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.openai.reply.Heading;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes the message object: every key that Anthropic's schema requires. */
record MessageJson(Heading heading) {

  void write(
      JsonGenerator json, List<ContentBlock> content, Optional<StopReason> stop, Usage usage) {
    json.writeStringProperty("id", heading.id());
    json.writeStringProperty("type", "message");
    json.writeStringProperty("role", "assistant");
    json.writeStringProperty("model", heading.model());
    json.writeArrayPropertyStart("content");
    for (ContentBlock block : content) {
      json.writeStartObject();
      block.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    stop(json, stop);
    json.writeObjectPropertyStart("usage");
    counts(json, usage);
    json.writeNullProperty("cache_creation");
    json.writeNullProperty("inference_geo");
    json.writeStringProperty("service_tier", "standard");
    json.writeEndObject();
  }

  static void stop(JsonGenerator json, Optional<StopReason> stop) {
    WireJson.textOrNull(json, "stop_reason", stop.map(StopReason::word));
    WireJson.textOrNull(json, "stop_sequence", stop.flatMap(StopReason::stopSequence));
    json.writeNullProperty("stop_details");
    json.writeNullProperty("container");
  }

  /** What was read anew and what was cached are counted apart, as Anthropic counts them. */
  static void counts(JsonGenerator json, Usage usage) {
    json.writeNumberProperty(
        "input_tokens", Math.max(0, usage.promptTokens() - usage.cachedTokens()));
    json.writeNumberProperty("cache_creation_input_tokens", 0);
    json.writeNumberProperty("cache_read_input_tokens", usage.cachedTokens());
    json.writeNumberProperty("output_tokens", usage.completionTokens());
    json.writeNullProperty("output_tokens_details");
    json.writeNullProperty("server_tool_use");
  }
}
