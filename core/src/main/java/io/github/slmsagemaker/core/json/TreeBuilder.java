package io.github.slmsagemaker.core.json;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds a tree from tokens and refuses what a parser lets through. */
final class TreeBuilder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;

  TreeBuilder(JsonParser parser) {
    this.parser = parser;
  }

  /** The value that starts at the current token; {@code depth} is 1 for the root. */
  JsonNode value(int depth) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> NODES.stringNode(checked(parser.getString()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> finite();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + parser.currentToken());
    };
  }

  private JsonNode object(int depth) {
    requireDepth(depth);
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checked(parser.currentName());
      if (object.has(name)) {
        throw flaw("is there twice in its object, expected once");
      }
      parser.nextToken();
      object.set(name, value(depth + 1));
    }
    return object;
  }

  private JsonNode array(int depth) {
    requireDepth(depth);
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth + 1));
    }
    return array;
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode finite() {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw flaw("is out of range, expected a number that a 64-bit float can hold");
    }
    return NODES.numberNode(value);
  }

  private String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw flaw("holds U+0000, expected text without it");
    }
    if (Surrogates.firstLone(text) >= 0) {
      throw flaw("holds half a character (a lone surrogate), expected whole characters");
    }
    return text;
  }

  private void requireDepth(int depth) {
    if (depth <= StrictJson.MAX_DEPTH) {
      return;
    }
    String topLevel = Position.path(parser.streamReadContext()).split("[.\\[]", 2)[0];
    String problem = "nests deeper than " + StrictJson.MAX_DEPTH + " levels";
    throw topLevel.isEmpty()
        ? Refusal.body("the body " + problem)
        : Refusal.field(topLevel, Refusal.INVALID_VALUE, problem);
  }

  private BadRequest flaw(String problem) {
    String path = Position.path(parser.streamReadContext());
    return path.isEmpty()
        ? Refusal.body("the body " + problem)
        : Refusal.field(path, Refusal.INVALID_VALUE, problem);
  }
}
