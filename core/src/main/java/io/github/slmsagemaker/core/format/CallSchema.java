package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of one call of any of some tools, for an answer that must be a call; of a single
 * tool's without alternatives, since some engines take only an object with properties.
 */
final class CallSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CallSchema() {}

  static ObjectNode of(List<ToolDefinition> tools) {
    ObjectNode schema = JSON.objectNode();
    if (tools.size() == 1) {
      schema.setAll(call(tools.getFirst(), schema));
      return schema;
    }
    for (ToolDefinition tool : tools) {
      schema.withArray("anyOf").add(call(tool, schema));
    }
    return schema;
  }

  private static ObjectNode call(ToolDefinition tool, ObjectNode root) {
    ObjectNode call = JSON.objectNode().put("type", "object");
    ObjectNode properties = call.putObject("properties");
    properties.putObject("name").put("const", tool.name());
    properties.set("arguments", arguments(tool, root));
    call.putArray("required").add("name").add("arguments");
    return call.put("additionalProperties", false);
  }

  /**
   * The tool's own schema. Its references count from its own root; where it has any, it becomes a
   * definition, and they are led there.
   */
  private static ObjectNode arguments(ToolDefinition tool, ObjectNode root) {
    ObjectNode parameters = asObjectSchema(tool.rule().deepCopy());
    if (!rebase(parameters, "#/$defs/" + tool.name())) {
      return parameters;
    }
    root.withObject("/$defs").set(tool.name(), parameters);
    return JSON.objectNode().put("$ref", "#/$defs/" + tool.name());
  }

  /** Arguments are an object whatever the schema leaves open; {@code {}} stands for none at all. */
  private static ObjectNode asObjectSchema(ObjectNode parameters) {
    if (parameters.isEmpty()) {
      parameters.putObject("properties");
      parameters.put("additionalProperties", false);
    }
    if (!parameters.has("type") && !parameters.has("$ref")) {
      parameters.put("type", "object");
    }
    return parameters;
  }

  private static boolean rebase(JsonNode node, String base) {
    boolean changed = false;
    if (node instanceof ObjectNode object && object.path("$ref").asString("").startsWith("#")) {
      object.put("$ref", base + object.path("$ref").asString().substring(1));
      changed = true;
    }
    for (JsonNode child : node) {
      changed |= rebase(child, base);
    }
    return changed;
  }
}
