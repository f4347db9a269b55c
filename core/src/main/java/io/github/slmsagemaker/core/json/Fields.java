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
  /** Fields that are looked at one by one: more are no request of anybody. */
  static final int MOST_FIELDS = 256;

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

  /**
   * Drops the fields with other names and notes them.
   *
   * @throws io.github.slmsagemaker.core.failure.Failure.BadRequest for a likely typing error
   */
  public Fields only(Set<String> names, IgnoredFields ignored) {
    Spelling spelling = new Spelling(names, Map.of());
    for (Field field : boundedPresent()) {
      String name = field.path().substring(path.isEmpty() ? 0 : path.length() + 1);
      if (!names.contains(name)) {
        spelling.check(field.path(), name);
        ignored.add(field.path());
      }
    }
    return this;
  }

  /** {@link #present}, of an object that nobody fills with thousands of fields. */
  List<Field> boundedPresent() {
    if (node.size() > MOST_FIELDS) {
      throw path.isEmpty()
          ? Refusal.body(
              "the body has %d fields, expected at most %d".formatted(node.size(), MOST_FIELDS))
          : Refusal.field(
              path,
              Refusal.INVALID_VALUE,
              "has %d fields, expected at most %d".formatted(node.size(), MOST_FIELDS));
    }
    return present();
  }

  public String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }
}
