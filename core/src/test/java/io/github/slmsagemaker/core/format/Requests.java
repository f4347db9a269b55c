package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests from JSON as OpenAI's clients send it, well-formed as the tests write it. */
final class Requests {
  private static final JsonMapper JSON = new JsonMapper();

  private Requests() {}

  static ChatRequest parse(String json) {
    JsonNode body = JSON.readTree(json);
    List<ToolDefinition> tools = each(body.path("tools"), Requests::tool);
    return request(
        each(body.path("messages"), Requests::message),
        tools,
        tools.isEmpty() ? new ToolChoice.None() : choice(body.path("tool_choice")),
        format(body.path("response_format")));
  }

  static ChatRequest request(
      List<Message> messages, List<ToolDefinition> tools, ToolChoice choice, ResponseFormat form) {
    return new ChatRequest(
        "hermes-3-llama-3.1-8b",
        messages,
        tools,
        choice,
        true,
        form,
        Sampling.DEFAULT,
        OptionalInt.empty(),
        List.of(),
        OptionalInt.empty(),
        new Delivery.Whole());
  }

  static ToolDefinition tool(String name, String description, String parameters) {
    return new ToolDefinition(name, description, JSON.readTree(parameters).asObject());
  }

  private static Message message(JsonNode message) {
    String content = message.path("content").asString();
    return switch (message.path("role").asString()) {
      case "system" -> new Message.System(content);
      case "user" -> new Message.User(content);
      case "assistant" ->
          new Message.Assistant(content, each(message.path("tool_calls"), Requests::call));
      case "tool" -> new Message.Tool(message.path("tool_call_id").asString(), content);
      default -> throw new AssertionError(message);
    };
  }

  private static ToolCall call(JsonNode call) {
    JsonNode function = call.path("function");
    return new ToolCall(
        call.path("id").asString(),
        function.path("name").asString(),
        function.path("arguments").asString());
  }

  private static ToolDefinition tool(JsonNode tool) {
    JsonNode function = tool.path("function");
    return new ToolDefinition(
        function.path("name").asString(),
        function.path("description").asString(),
        function.path("parameters").asObject());
  }

  private static ToolChoice choice(JsonNode choice) {
    if (choice.isObject()) {
      return new ToolChoice.Named(choice.path("function").path("name").asString());
    }
    return switch (choice.asString("auto")) {
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }

  private static ResponseFormat format(JsonNode format) {
    return switch (format.path("type").asString("text")) {
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" ->
          new ResponseFormat.JsonSchema(
              format.path("json_schema").path("name").asString(),
              format.path("json_schema").path("schema").asObject());
      default -> new ResponseFormat.Text();
    };
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> make) {
    List<T> all = new ArrayList<>();
    array.forEach(element -> all.add(make.apply(element)));
    return all;
  }
}
