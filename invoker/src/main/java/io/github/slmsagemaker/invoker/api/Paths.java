package io.github.slmsagemaker.invoker.api;

/** What clients call a path, and what is meant. */
final class Paths {
  static final String HEALTH = "/health";

  private static final String MODEL = "/v1/models/";

  private Paths() {}

  /** Tolerates a trailing slash, and {@code /v1} twice, which base URLs with it often give. */
  static String normalized(String path) {
    String shorter = path;
    if (shorter.length() > 1 && shorter.endsWith("/")) {
      shorter = shorter.substring(0, shorter.length() - 1);
    }
    return shorter.startsWith("/v1/v1/") ? shorter.substring("/v1".length()) : shorter;
  }

  /** The path as it may stand in a log: one of a few, whatever a client wrote. */
  static String route(String path) {
    String normal = normalized(path);
    return switch (normal) {
      case HEALTH, "/v1/chat/completions", "/v1/completions", "/v1/models" -> normal;
      default -> modelId(normal).isEmpty() ? "other" : MODEL + "{id}";
    };
  }

  /** The id in {@code /v1/models/ID}, its slash possibly escaped; empty for any other path. */
  static String modelId(String path) {
    if (!path.startsWith(MODEL)) {
      return "";
    }
    String id = path.substring(MODEL.length()).replace("%2F", "/").replace("%2f", "/");
    return id.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?") && !id.contains("..") ? id : "";
  }
}
