package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.schema.SchemaRules;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the schemas of a request's tools: a strict one has to be one that can be enforced, of
 * others that is a kindness.
 */
final class ToolSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SchemaRules rules = new SchemaRules();

  /** The tool that {@code function} describes, its arguments by the field {@code schema}. */
  ToolDefinition definition(String name, Fields function, String schema) {
    String description = function.optional("description").map(Field::string).orElse("");
    boolean strict = function.optional("strict").map(Field::bool).orElse(false);
    Optional<Field> parameters = function.optional(schema);
    ObjectNode shown = parameters.map(SchemaRules::show).orElseGet(JSON::objectNode);
    ObjectNode rule =
        parameters.map(each -> strict ? rule(each) : ruleIfPossible(each)).orElse(shown);
    return new ToolDefinition(name, description, shown, rule, strict);
  }

  private ObjectNode rule(Field parameters) {
    Optional<Field> type = parameters.object().optional("type");
    if (type.isPresent() && !type.get().node().asString("").equals("object")) {
      throw type.get().wrongValue("\"object\": arguments have names");
    }
    return rules.check(parameters);
  }

  private ObjectNode ruleIfPossible(Field parameters) {
    try {
      return rule(parameters);
    } catch (BadRequest _) {
      return JSON.objectNode().put("type", "object");
    }
  }
}
