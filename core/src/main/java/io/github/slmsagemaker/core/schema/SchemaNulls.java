package io.github.slmsagemaker.core.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out keywords that are null, which libraries write for "not set". */
final class SchemaNulls {
  /** Keywords that hold values, of which null is one. */
  static final Set<String> VALUES = Set.of("const", "default", "enum", "examples");

  /** Keywords that hold schemas by names of the client's. */
  private static final Set<String> BY_NAME =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependentSchemas",
          "dependencies");

  private SchemaNulls() {}

  static ObjectNode without(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node.isArray()) {
      node.forEach(SchemaNulls::strip);
    }
    if (node instanceof ObjectNode schema) {
      for (String name : names(schema)) {
        JsonNode value = schema.path(name);
        if (BY_NAME.contains(name) && value instanceof ObjectNode map) {
          names(map).stream().filter(each -> map.path(each).isNull()).forEach(map::remove);
          map.forEach(SchemaNulls::strip);
        } else if (value.isNull() && !VALUES.contains(name)) {
          schema.remove(name);
        } else if (!VALUES.contains(name)) {
          strip(value);
        }
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    return new ArrayList<>(object.propertyNames());
  }
}
