package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The resources of an API by their paths, and the methods of each. A literal segment goes before a
 * parameter, and a parameter before the rest of a path.
 *
 * <p>Source: "Set up a proxy integration with a proxy resource"; that a slash at the end makes an
 * empty segment is observed.
 */
final class Routes {
  private static final Comparator<Path> MOST_LITERAL = Comparator.comparing(Path::rank);

  private final List<Path> paths = new ArrayList<>();

  static Routes read(String root, List<Resource> resources, List<Resource> methods) {
    Map<String, String> parents = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    for (Resource resource : resources) {
      try (Fields fields = resource.fields().ofNoConsequence("RestApiId")) {
        parents.put(resource.name(), fields.text("ParentId"));
        parts.put(resource.name(), fields.text("PathPart"));
      }
    }
    Map<String, Map<String, Method>> byResource = new LinkedHashMap<>();
    for (Resource resource : methods) {
      Method method = Method.read(resource);
      byResource
          .computeIfAbsent(resource.property("ResourceId"), _ -> new HashMap<>())
          .put(method.verb(), method);
    }
    Routes all = new Routes();
    byResource.forEach(
        (id, of) -> all.paths.add(new Path(id, segments(root, id, parents, parts), of)));
    all.paths.sort(MOST_LITERAL);
    return all;
  }

  /** Ids of the authorizers that methods name. */
  List<String> authorizers() {
    return paths.stream()
        .flatMap(path -> path.methods().values().stream())
        .flatMap(method -> method.authorizer().stream())
        .distinct()
        .toList();
  }

  /**
   * What takes a request.
   *
   * @param path begins with a slash, without the stage
   * @throws Rejected if nothing does
   */
  Match match(String verb, String path) throws Rejected {
    List<String> asked = path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    for (Path candidate : paths) {
      Optional<Map<String, String>> parameters = candidate.parameters(asked);
      if (parameters.isPresent()) {
        Method method = candidate.methods().getOrDefault(verb, candidate.methods().get("ANY"));
        if (method == null) {
          throw new Rejected(ResponseType.MISSING_AUTHENTICATION_TOKEN);
        }
        return new Match(candidate.id(), candidate.template(), parameters.get(), method);
      }
    }
    throw new Rejected(ResponseType.MISSING_AUTHENTICATION_TOKEN);
  }

  private static List<String> segments(
      String root, String id, Map<String, String> parents, Map<String, String> parts) {
    List<String> segments = new ArrayList<>();
    for (String at = id; !at.equals(root); at = Objects.requireNonNull(parents.get(at), at)) {
      segments.addFirst(Objects.requireNonNull(parts.get(at), at));
    }
    return segments;
  }

  /**
   * What takes a request.
   *
   * @param resourceId its resource
   * @param template the resource's path, with parameters in braces
   * @param parameters what stands in their places
   * @param method its method
   */
  record Match(String resourceId, String template, Map<String, String> parameters, Method method) {}

  private record Path(String id, List<String> segments, Map<String, Method> methods) {
    String template() {
      return "/" + String.join("/", segments);
    }

    /** Sorts as text: at each place a literal before a parameter before a greedy one. */
    String rank() {
      StringBuilder rank = new StringBuilder();
      segments.forEach(part -> rank.append(greedy(part) ? '3' : parameter(part) ? '2' : '1'));
      return rank.append('0').toString();
    }

    Optional<Map<String, String>> parameters(List<String> asked) {
      Map<String, String> found = new LinkedHashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        String part = segments.get(i);
        if (i >= asked.size()) {
          return Optional.empty();
        }
        if (greedy(part)) {
          found.put(name(part), String.join("/", asked.subList(i, asked.size())));
          return Optional.of(found);
        }
        if (parameter(part) && !asked.get(i).isEmpty()) {
          found.put(name(part), asked.get(i));
        } else if (!part.equals(asked.get(i))) {
          return Optional.empty();
        }
      }
      return asked.size() == segments.size() ? Optional.of(found) : Optional.empty();
    }

    private static boolean greedy(String part) {
      return part.endsWith("+}");
    }

    private static boolean parameter(String part) {
      return part.startsWith("{");
    }

    private static String name(String part) {
      return part.substring(1, part.length() - (greedy(part) ? 2 : 1));
    }
  }
}
