package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.openai.reply.WireJson;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** What a response repeats of its request, and what never varies here. */
record RequestEcho(ResponsesRequest request) {

  void write(JsonGenerator json) {
    WireJson.textOrNull(json, "instructions", request.instructions());
    tools(json);
    choice(json);
    json.writeBooleanProperty("parallel_tool_calls", request.chat().parallelCalls());
    format(json);
    sampling(json, request.chat().sampling());
    if (request.chat().maxTokens().isPresent()) {
      json.writeNumberProperty("max_output_tokens", request.chat().maxTokens().getAsInt());
    } else {
      json.writeNullProperty("max_output_tokens");
    }
    metadata(json);
    WireJson.textOrNull(json, "safety_identifier", request.safetyIdentifier());
    WireJson.textOrNull(json, "prompt_cache_key", request.promptCacheKey());
    constants(json);
  }

  private static void constants(JsonGenerator json) {
    json.writeNullProperty("previous_response_id");
    json.writeNullProperty("reasoning");
    json.writeNullProperty("max_tool_calls");
    json.writeStringProperty("truncation", "disabled");
    json.writeNumberProperty("top_logprobs", 0);
    json.writeBooleanProperty("store", false);
    json.writeBooleanProperty("background", false);
    json.writeStringProperty("service_tier", "default");
  }

  private static void sampling(JsonGenerator json, Sampling sampling) {
    json.writeNumberProperty("temperature", sampling.temperature());
    json.writeNumberProperty("top_p", sampling.topP());
    json.writeNumberProperty("presence_penalty", sampling.presencePenalty());
    json.writeNumberProperty("frequency_penalty", sampling.frequencyPenalty());
  }

  private void tools(JsonGenerator json) {
    json.writeArrayPropertyStart("tools");
    for (ToolDefinition tool : request.tools()) {
      json.writeStartObject();
      json.writeStringProperty("type", "function");
      json.writeStringProperty("name", tool.name());
      WireJson.textOrNull(
          json, "description", Optional.of(tool.description()).filter(text -> !text.isEmpty()));
      WireJson.tree(json, "parameters", tool.parameters());
      json.writeBooleanProperty("strict", tool.strict());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void choice(JsonGenerator json) {
    if (!request.allowed().isEmpty()) {
      json.writeObjectPropertyStart("tool_choice");
      json.writeStringProperty("type", "allowed_tools");
      json.writeStringProperty("mode", mode(request.choice()));
      json.writeArrayPropertyStart("tools");
      for (String name : request.allowed()) {
        json.writeStartObject();
        function(json, name);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } else if (request.choice() instanceof ToolChoice.Named(String name)) {
      json.writeObjectPropertyStart("tool_choice");
      function(json, name);
      json.writeEndObject();
    } else {
      json.writeStringProperty("tool_choice", mode(request.choice()));
    }
  }

  private static void function(JsonGenerator json, String name) {
    json.writeStringProperty("type", "function");
    json.writeStringProperty("name", name);
  }

  private static String mode(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.None _ -> "none";
      case ToolChoice.Auto _ -> "auto";
      case ToolChoice.Required _, ToolChoice.Named _ -> "required";
    };
  }

  private void format(JsonGenerator json) {
    json.writeObjectPropertyStart("text");
    json.writeObjectPropertyStart("format");
    switch (request.chat().responseFormat()) {
      case ResponseFormat.Text _ -> json.writeStringProperty("type", "text");
      case ResponseFormat.JsonObject _ -> json.writeStringProperty("type", "json_object");
      case ResponseFormat.JsonSchema(String name, ObjectNode schema) -> {
        json.writeStringProperty("type", "json_schema");
        json.writeStringProperty("name", name);
        json.writeNullProperty("description");
        WireJson.tree(json, "schema", schema);
        json.writeBooleanProperty("strict", true);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void metadata(JsonGenerator json) {
    json.writeObjectPropertyStart("metadata");
    request.metadata().forEach((name, value) -> WireJson.text(json, name, value));
    json.writeEndObject();
  }
}
