package io.github.slmsagemaker.core.schema;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How deep a schema is as it is written, whatever else it says; no reference is followed. */
final class SchemaDepth {
  private static final Set<String> BELOW_BY_NAME = Set.of("properties", "patternProperties");
  private static final Set<String> BELOW =
      Set.of(
          "items",
          "prefixItems",
          "additionalItems",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contains",
          "propertyNames",
          "contentSchema");
  private static final Set<String> BESIDE_BY_NAME =
      Set.of("$defs", "definitions", "dependentSchemas", "dependencies");
  private static final Set<String> BESIDE =
      Set.of("anyOf", "oneOf", "allOf", "not", "if", "then", "else");

  private SchemaDepth() {}

  static void require(Field schema, int level) {
    if (schema.node().isArray()) {
      for (int i = 0; i < schema.node().size(); i++) {
        require(new Field(schema.path() + '[' + i + ']', schema.node().path(i)), level);
      }
      return;
    }
    if (level > SchemaRules.MAX_LEVELS && schema.node().isObject()) {
      throw tooDeep(schema);
    }
    for (Map.Entry<String, JsonNode> each : schema.node().properties()) {
      Field value = new Field(schema.path() + '.' + Shown.name(each.getKey()), each.getValue());
      if (BELOW.contains(each.getKey())) {
        require(value, level + 1);
      } else if (BESIDE.contains(each.getKey())) {
        require(value, level);
      } else if (BELOW_BY_NAME.contains(each.getKey())) {
        byName(value, level + 1);
      } else if (BESIDE_BY_NAME.contains(each.getKey())) {
        byName(value, level);
      }
    }
  }

  private static void byName(Field schemas, int level) {
    for (Map.Entry<String, JsonNode> each : schemas.node().properties()) {
      require(new Field(schemas.path() + '.' + Shown.name(each.getKey()), each.getValue()), level);
    }
  }

  static RuntimeException tooDeep(Field schema) {
    return Refusal.field(
        schema.path(),
        Refusal.INVALID_VALUE,
        "nests deeper than " + SchemaRules.MAX_LEVELS + " levels");
  }
}
