package io.github.slmsagemaker.core.route;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every route of the API. The dispatch, the answer to an unknown path, the deployed gateway and the
 * published description follow from it.
 */
public enum Route {
  CHAT_COMPLETIONS("POST", "/v1/chat/completions"),
  COMPLETIONS("POST", "/v1/completions"),
  RESPONSES("POST", "/v1/responses"),
  MESSAGES("POST", "/v1/messages"),
  COUNT_TOKENS("POST", "/v1/messages/count_tokens"),
  MODELS("GET", "/v1/models"),
  MODEL("GET", "/v1/models/{id}"),
  USAGE("GET", "/v1/usage"),
  /** The only one that needs no key. */
  HEALTH("GET", "/health"),
  /** What agents open a connection with. */
  ROOT("GET", "/");

  private static final String PARAMETER = "{id}";

  private final String method;
  private final String template;

  Route(String method, String template) {
    this.method = method;
    this.template = template;
  }

  /**
   * What is asked for.
   *
   * @param route what the path means
   * @param parameter what stands in the place of {@code {id}}, decoded; empty where there is none
   */
  public record Match(Route route, String parameter) {}

  /** Its one method, beside HEAD where that is GET. */
  public String method() {
    return method;
  }

  /** Its path; {@code {id}} at the end stands for anything. */
  public String template() {
    return template;
  }

  /** Whether anybody may ask. */
  public boolean open() {
    return this == HEALTH;
  }

  /** Whether a request with that method is for it. */
  public boolean takes(String asked) {
    return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
  }

  /** Value of an {@code Allow} header. */
  public String allow() {
    return method.equals("GET") ? "GET, HEAD" : method;
  }

  /**
   * Finds the route of a path as it was sent. A slash at the end is tolerated, and {@code /v1}
   * twice, which base URLs that hold it often give.
   */
  public static Optional<Match> of(String path) {
    String meant = normalized(path);
    return Arrays.stream(values()).flatMap(route -> route.match(meant).stream()).findFirst();
  }

  /** All paths, as a sentence lists them. */
  public static String listed() {
    List<String> paths =
        Arrays.stream(values())
            .filter(route -> route != ROOT)
            .map(Route::template)
            .distinct()
            .toList();
    int last = paths.size() - 1;
    return paths.stream().limit(last).collect(Collectors.joining(", ")) + " or " + paths.get(last);
  }

  static String normalized(String path) {
    String shorter =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return shorter.startsWith("/v1/v1/") ? shorter.substring("/v1".length()) : shorter;
  }

  private Optional<Match> match(String path) {
    if (!template.endsWith(PARAMETER)) {
      return path.equals(template) ? Optional.of(new Match(this, "")) : Optional.empty();
    }
    String before = template.substring(0, template.length() - PARAMETER.length());
    return path.startsWith(before)
        ? PathParameter.read(path.substring(before.length())).map(text -> new Match(this, text))
        : Optional.empty();
  }
}
