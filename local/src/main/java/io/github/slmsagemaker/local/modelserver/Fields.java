package io.github.slmsagemaker.local.modelserver;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's fields by type; absent and null mean the default. */
public record Fields(ObjectNode root) {
  boolean has(String name) {
    return root.hasNonNull(name);
  }

  boolean flag(String name, boolean otherwise) {
    return has(name)
        ? typed(name, root.path(name).isBoolean(), "a boolean").asBoolean()
        : otherwise;
  }

  double number(String name, double otherwise) {
    return has(name) ? typed(name, root.path(name).isNumber(), "a number").asDouble() : otherwise;
  }

  long integer(String name, long otherwise) {
    boolean fits = root.path(name).isIntegralNumber() && root.path(name).canConvertToLong();
    return has(name) ? typed(name, fits, "an integer").asLong() : otherwise;
  }

  String text(String name, String otherwise) {
    return has(name) ? typed(name, root.path(name).isString(), "a string").asString() : otherwise;
  }

  /** A string counts as an array of one. */
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = root.path(name);
    if (value.isString()) {
      return List.of(value.asString());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : typed(name, value.isArray(), "an array of strings")) {
      if (!element.isString()) {
        throw wrong(name, element, "an array of strings");
      }
      texts.add(element.asString());
    }
    return texts;
  }

  Fields object(String name) {
    return has(name)
            && typed(name, root.path(name).isObject(), "an object") instanceof ObjectNode in
        ? new Fields(in)
        : new Fields(root.objectNode());
  }

  static BadRequest wrong(String name, JsonNode seen, String expected) {
    String shown = seen.toString();
    return new BadRequest(
        "Field '%s': is %s, expected %s"
            .formatted(name, shown.substring(0, Math.min(80, shown.length())), expected));
  }

  private JsonNode typed(String name, boolean holds, String expected) {
    if (!holds) {
      throw wrong(name, root.path(name), expected);
    }
    return root.path(name);
  }
}
