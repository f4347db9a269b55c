package io.github.slmsagemaker.core.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of a request and where it stands. A field that is null counts as absent, as OpenAI's
 * SDKs send it.
 *
 * @param path empty for the body itself
 */
public record Fields(String path, ObjectNode node) {

  /** The value of a field, empty where it is absent or null. */
  public Optional<Field> optional(String name) {
    return node.optional(name)
        .filter(value -> !value.isNull())
        .map(value -> new Field(pathOf(name), value));
  }

  /** The value of a field that has to be there. */
  public Field required(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                Refusal.field(
                    pathOf(name),
                    Refusal.MISSING,
                    node.has(name) ? "is null, expected a value" : "is missing, it is required"));
  }

  /** Fields that are there and not null, in the client's order. */
  public List<Field> present() {
    List<Field> present = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isNull()) {
        present.add(new Field(pathOf(property.getKey()), property.getValue()));
      }
    }
    return present;
  }

  /** Refuses the object where it has a field with another name, null or not. */
  public Fields allowOnly(Set<String> names) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!names.contains(property.getKey())) {
        throw Refusal.field(
            pathOf(Shown.name(property.getKey())),
            Refusal.UNKNOWN,
            "is not a field of OpenAI's API; remove it");
      }
    }
    return this;
  }

  public String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }
}
