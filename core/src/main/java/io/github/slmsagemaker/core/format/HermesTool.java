package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A tool as the {@code tool_use} template shows it: JSON whose description is a Python signature
 * with its arguments explained.
 *
 * <p>The template pastes texts into the JSON as they are; here they are escaped, as in the model
 * card's examples, so that client text stays inside its string.
 */
final class HermesTool {
  private static final Map<String, String> PYTHON =
      Map.of("string", "str", "number", "float", "integer", "int", "boolean", "bool");

  private HermesTool() {}

  /** One line of JSON, special strings not yet broken. */
  static String line(ToolDefinition tool) {
    JsonNode properties = tool.parameters().path("properties");
    String parameters = properties.isEmpty() ? "{}" : PythonJson.of(tool.parameters());
    return "{\"type\": \"function\", \"function\": {\"name\": "
        + PythonJson.of(tool.name())
        + ", \"description\": "
        + PythonJson.of(description(tool, properties))
        + ", \"parameters\": "
        + parameters
        + "}}";
  }

  private static String description(ToolDefinition tool, JsonNode properties) {
    List<String> signature = new ArrayList<>();
    StringBuilder explained = new StringBuilder();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      String type = pythonType(property.getValue());
      signature.add(name + ": " + type);
      String meaning = property.getValue().path("description").asString("").strip();
      explained.append("        ").append(name).append('(').append(type).append("): ");
      explained.append(meaning);
    }
    return tool.name()
        + "("
        + String.join(", ", signature)
        + ") - "
        + tool.description()
        + "\n\n"
        + (signature.isEmpty() ? "" : "    Args:\n" + explained);
  }

  private static String pythonType(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      List<String> members = new ArrayList<>();
      type.forEach(
          member -> members.add(pythonType(member.asString(""), MissingNode.getInstance())));
      return "Union[" + String.join(",", members) + "]";
    }
    return pythonType(type.asString(""), schema);
  }

  private static String pythonType(String type, JsonNode schema) {
    return switch (type) {
      case "array" -> "list[" + pythonType(schema.path("items")) + "]";
      case "object" ->
          schema.has("additionalProperties")
              ? "dict[str, " + pythonType(schema.path("additionalProperties")) + "]"
              : "dict";
      default -> PYTHON.getOrDefault(type, "Any");
    };
  }
}
