package io.github.slmsagemaker.testkit.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A template and what has been read of it. */
public final class Template {
  private final JsonNode resources;
  private final References references;
  private final Map<String, Set<String>> read = new TreeMap<>();

  private Template(JsonNode json) {
    this.resources = json.path("Resources");
    this.references = new References(resources);
  }

  /** A template in a file, as the CDK leaves it. */
  public static Template of(Path file) {
    return of(JsonMapper.shared().readTree(file));
  }

  /** A template. */
  public static Template of(JsonNode json) {
    return new Template(json);
  }

  /** Every resource of a type. */
  public List<Resource> resources(String type) {
    return resources
        .propertyStream()
        .filter(entry -> entry.getValue().path("Type").asString("").equals(type))
        .map(entry -> resource(entry.getKey(), type))
        .toList();
  }

  /** The only resource of a type. */
  public Resource only(String type) {
    List<Resource> found = resources(type);
    if (found.size() != 1) {
      throw new UnsupportedTemplate(type, "there are " + found.size() + " of it, expected one");
    }
    return found.getFirst();
  }

  /** One resource, which must be of that type. */
  public Resource resource(String id, String type) {
    JsonNode json = resources.path(id);
    if (!json.path("Type").asString("").equals(type)) {
      throw new UnsupportedTemplate(id, "it is no " + type);
    }
    read.computeIfAbsent(type, _ -> new TreeSet<>()).add(id);
    return new Resource(id, type, json, references);
  }

  /** Types whose names begin so, of all resources. */
  public Set<String> types(String prefix) {
    return resources
        .valueStream()
        .map(resource -> resource.path("Type").asString(""))
        .filter(type -> type.startsWith(prefix))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How many resources of each type have been read. */
  public Map<String, Integer> read() {
    Map<String, Integer> counts = new TreeMap<>();
    read.forEach((type, ids) -> counts.put(type, ids.size()));
    return counts;
  }
}
