package io.github.slmsagemaker.core.schema;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client's JSON Schema may be, so that whoever compiles it later is bounded: at most {@value
 * #MAX_LEVELS} levels of values, references only into itself and never in circles, at most {@value
 * #MAX_VISITS} schemas once references are followed, patterns of ECMA-262 that come to at most
 * {@value #MAX_STATES} states together.
 *
 * <p>Nothing is ever fetched. One for all schemas of a request, whose work is bounded together.
 */
public final class SchemaRules {
  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_LEVELS = 10;
  static final int MAX_VISITS = 5_000;
  static final int MAX_STATES = 100_000;
  static final int MAX_CHAIN = 100;

  /** Schemas of all roots together. */
  static final int MAX_VISITS_IN_ALL = 20_000;

  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private JsonNode root = MissingNode.getInstance();
  private int visits;
  private int visitsInAll;
  private int states;

  /** Refuses JSON of more than 256 KiB. */
  public static void requireSize(Field field) {
    int bytes = field.node().toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw Refusal.field(
          field.path(),
          Refusal.INVALID_VALUE,
          "has " + bytes + " bytes of JSON, expected at most " + MAX_BYTES);
    }
  }

  /** The schema of something that is enforced, without keywords that are null. */
  public ObjectNode check(Field schema) {
    ObjectNode object = SchemaNulls.without(schema.object().node());
    root = object;
    open.clear();
    visits = 0;
    schema(new Field(schema.path(), object), 1);
    return object;
  }

  /** The schema of something that is only shown, as it is: its depth alone is bounded. */
  public static ObjectNode show(Field schema) {
    ObjectNode object = schema.object().node();
    SchemaDepth.require(schema, 1);
    return object;
  }

  private void schema(Field schema, int level) {
    if (schema.node().isBoolean()) {
      return;
    }
    Fields keywords = schema.object();
    if (level > MAX_LEVELS) {
      throw SchemaDepth.tooDeep(schema);
    }
    visit(schema);
    boolean first = seen.add(schema.node());
    for (Map.Entry<String, JsonNode> property : keywords.node().properties()) {
      String name = property.getKey();
      Field value = new Field(keywords.pathOf(Shown.name(name)), property.getValue());
      if (first) {
        words(name, value);
      }
      keyword(name, value, level);
    }
    open.remove(schema.node());
  }

  private void visit(Field schema) {
    if (++visits > MAX_VISITS || ++visitsInAll > MAX_VISITS_IN_ALL) {
      throw Refusal.field(
          schema.path(),
          Refusal.INVALID_VALUE,
          "makes for more than " + MAX_VISITS + " schemas with all references followed");
    }
    if (!open.add(schema.node())) {
      throw Refusal.field(
          schema.path(), Refusal.INVALID_VALUE, "refers to itself, expected no recursion");
    }
    if (open.size() > MAX_CHAIN) {
      throw Refusal.field(
          schema.path(),
          Refusal.INVALID_VALUE,
          "is a schema in a schema more than " + MAX_CHAIN + " times, references followed");
    }
  }

  /** Checks keywords that hold no schemas, once however often references lead to them. */
  private void words(String name, Field value) {
    switch (name) {
      case "$dynamicRef", "$recursiveRef" -> throw value.unsupported("$ref in its place");
      case "$schema" -> SchemaWords.dialect(value);
      case "$id" -> requireRoot(value);
      case "type" -> SchemaWords.type(value);
      case "pattern" -> pattern(value.path(), value.string());
      case "required" -> value.array(0, MAX_VISITS).forEach(Field::string);
      case "enum" -> value.array(0, MAX_VISITS);
      case "patternProperties" ->
          value.object().node().propertyNames().forEach(regex -> pattern(value.path(), regex));
      default -> {}
    }
  }

  /** Follows keywords that hold schemas; the rest is for the validator. */
  private void keyword(String name, Field value, int level) {
    switch (name) {
      case "$ref" -> schema(target(value), level);
      case "$defs", "definitions", "dependentSchemas" -> byName(value, level);
      case "properties", "patternProperties" -> byName(value, level + 1);
      case "anyOf", "oneOf", "allOf" ->
          value.array(1, MAX_VISITS).forEach(each -> schema(each, level));
      case "not", "if", "then", "else" -> schema(value, level);
      case "prefixItems" -> value.array(1, MAX_VISITS).forEach(each -> schema(each, level + 1));
      case "items" -> items(value, level + 1);
      case "additionalProperties",
          "additionalItems",
          "unevaluatedProperties",
          "unevaluatedItems",
          "contains",
          "propertyNames",
          "contentSchema" ->
          schema(value, level + 1);
      case "dependencies" ->
          value.object().present().stream()
              .filter(each -> !each.node().isArray())
              .forEach(each -> schema(each, level));
      default -> {}
    }
  }

  private void pattern(String path, String regex) {
    states += SchemaWords.pattern(path, regex);
    if (states > MAX_STATES) {
      throw Refusal.field(
          path,
          Refusal.INVALID_VALUE,
          "is one pattern too many: together they come to more than " + MAX_STATES + " states");
    }
  }

  private void byName(Field schemas, int level) {
    ObjectNode map = schemas.object().node();
    for (Map.Entry<String, JsonNode> named : map.properties()) {
      schema(new Field(schemas.path() + '.' + Shown.name(named.getKey()), named.getValue()), level);
    }
  }

  /** One schema for all items, or, before 2020-12, one for each. */
  private void items(Field items, int level) {
    if (items.node().isArray()) {
      items.array(1, MAX_VISITS).forEach(each -> schema(each, level));
    } else {
      schema(items, level);
    }
  }

  private Field target(Field reference) {
    return new Field(reference.path(), SchemaReference.resolve(reference, root));
  }

  private void requireRoot(Field id) {
    if (open.size() > 1) {
      throw id.unsupported("no $id below the root: references are pointers into the whole schema");
    }
    id.string();
  }
}
