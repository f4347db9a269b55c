package io.github.slmsagemaker.testkit.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One resource of a template. */
public final class Resource {
  private final String id;
  private final String type;
  private final JsonNode json;
  private final References references;

  Resource(String id, String type, JsonNode json, References references) {
    this.id = id;
    this.type = type;
    this.json = json;
    this.references = references;
  }

  /** Its logical id. */
  public String id() {
    return id;
  }

  /** What {@code Ref} gives for it. */
  public String name() {
    return references.name(id);
  }

  /** Its properties, all of which are to be read before they are closed. */
  public Fields fields() {
    return new Fields(id + " (" + type + ")", json.path("Properties"), references);
  }

  /** One property as text. */
  public String property(String name) {
    return references.text(json.path("Properties").path(name));
  }

  /** Every resource that is made before it, by logical id. */
  public Set<String> madeBefore() {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(id));
    while (!left.isEmpty()) {
      references.needs(left.pop()).stream().filter(all::add).forEach(left::push);
    }
    return all;
  }
}
