package io.github.slmsagemaker.testkit.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Properties that know which of them have been read; closing refuses where one has not. */
public final class Fields implements AutoCloseable {
  private final String place;
  private final JsonNode json;
  private final References references;
  private final Set<String> left;
  private final List<Fields> nested = new ArrayList<>();

  Fields(String place, JsonNode json, References references) {
    this.place = place;
    this.json = json;
    this.references = references;
    this.left = new TreeSet<>(json.propertyNames());
  }

  /** A text that must be there; references in it are resolved. */
  public String text(String name) {
    return maybe(name)
        .orElseThrow(() -> new UnsupportedTemplate(place, "property " + name + " is missing"));
  }

  /** A text that may be there. */
  public Optional<String> maybe(String name) {
    return taken(name).map(references::text);
  }

  /** A text of a closed set, or what is meant where it is not there. */
  public String oneOf(String name, String otherwise, String... known) {
    String said = maybe(name).orElse(otherwise);
    if (!said.equals(otherwise) && !List.of(known).contains(said)) {
      throw new UnsupportedTemplate(place, "property %s is %s".formatted(name, said));
    }
    return said;
  }

  /** A property that is understood with this one value. */
  public void only(String name, String value) {
    if (!text(name).equals(value)) {
      throw new UnsupportedTemplate(
          place, "property %s is %s, understood is %s".formatted(name, json.path(name), value));
    }
  }

  /** A list of texts; empty where it is not there. */
  public List<String> texts(String name) {
    return taken(name)
        .map(list -> list.valueStream().map(references::text).toList())
        .orElse(List.of());
  }

  /** Texts by name; empty where they are not there. */
  public Map<String, String> map(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    taken(name)
        .ifPresent(
            map ->
                map.propertyStream()
                    .forEach(e -> texts.put(e.getKey(), references.text(e.getValue()))));
    return texts;
  }

  /** Properties within a property, to be read as these are; none where it is not there. */
  public Optional<Fields> within(String name) {
    return taken(name).map(object -> nested(place + "/" + name, object));
  }

  /** Properties of each element of a list. */
  public List<Fields> each(String name) {
    return taken(name).stream()
        .flatMap(JsonNode::valueStream)
        .map(object -> nested(place + "/" + name, object))
        .toList();
  }

  /** Properties that change nothing of what the double does. */
  public Fields ofNoConsequence(String... names) {
    left.removeAll(List.of(names));
    return this;
  }

  /**
   * Everything has been read.
   *
   * @throws UnsupportedTemplate naming what has not
   */
  @Override
  public void close() {
    if (!left.isEmpty()) {
      throw new UnsupportedTemplate(place, "not supported: " + String.join(", ", left));
    }
    nested.forEach(Fields::close);
  }

  private Optional<JsonNode> taken(String name) {
    left.remove(name);
    return Optional.of(json.path(name)).filter(value -> !value.isMissingNode());
  }

  private Fields nested(String where, JsonNode object) {
    Fields fields = new Fields(where, object, references);
    nested.add(fields);
    return fields;
  }
}
