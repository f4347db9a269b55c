package io.github.slmsagemaker.cli.account;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Services of an account in one region, as they speak JSON. */
@FunctionalInterface
public interface Services {
  /**
   * Asks once, and again where the service is busy.
   *
   * @throws AccountFailure where there is no answer: no credentials, no network, no permission
   */
  Answer ask(Question question);

  /**
   * What is asked.
   *
   * @param service whom
   * @param method HTTP method
   * @param path with what it is about, encoded
   * @param action such as {@code DescribeEndpoint}; empty where the path says it
   * @param body what becomes JSON; empty for no body
   */
  record Question(
      Service service,
      String method,
      String path,
      Optional<String> action,
      Optional<Map<String, ?>> body) {

    /** An action of a service that has actions. */
    public static Question action(Service service, String action, Map<String, ?> body) {
      return new Question(service, "POST", "/", Optional.of(action), Optional.of(body));
    }

    /** A look at a path. */
    public static Question get(Service service, String path) {
      return new Question(service, "GET", path, Optional.empty(), Optional.empty());
    }

    /** The same with another method and a body. */
    public static Question change(
        Service service, String method, String path, Map<String, ?> body) {
      return new Question(service, method, path, Optional.empty(), Optional.of(body));
    }

    /** What is done, in a word or two. */
    public String title() {
      return action.orElse(method + " " + path);
    }
  }

  /**
   * What it said.
   *
   * @param status HTTP status
   * @param body JSON; missing where there was none
   */
  record Answer(int status, JsonNode body) {
    /** Whether it did what was asked. */
    public boolean fine() {
      return status / 100 == 2;
    }

    /** Why not, in the service's words. */
    public String message() {
      String text = body.path("message").asString(body.path("Message").asString(""));
      String type = body.path("__type").asString("");
      return text.isEmpty() ? (type.isEmpty() ? "status " + status : type) : text;
    }

    /**
     * The body.
     *
     * @throws AccountFailure where it refused
     */
    public JsonNode orThrow(String what) {
      if (!fine()) {
        throw new AccountFailure("cannot %s: AWS says %s".formatted(what, message()));
      }
      return body;
    }
  }
}
