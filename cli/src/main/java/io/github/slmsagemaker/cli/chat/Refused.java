package io.github.slmsagemaker.cli.chat;

import io.github.slmsagemaker.core.json.Shown;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API gave no answer, or not all of it; the message is its own. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Optional<Duration> retryAfter;

  private Refused(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  Refused(String message) {
    this(message, Optional.empty());
  }

  /** A reply with another status than 200. */
  static Refused of(int status, HttpHeaders headers, String body) {
    String request =
        headers.firstValue("x-request-id").map(id -> " (request " + id + ")").orElse("");
    String words = words(body).orElseGet(() -> "it said " + Shown.text(body));
    return new Refused(status + ", " + words + request, retryAfter(status, headers));
  }

  /** An error among the events of a stream. */
  static Refused of(JsonNode error) {
    return new Refused(words(error));
  }

  /** When the same request may be sent again; empty where that is of no use. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static Optional<Duration> retryAfter(int status, HttpHeaders headers) {
    boolean passing = status == 503 || status == 429;
    boolean wanted = !headers.firstValue("x-should-retry").orElse("").equals("false");
    return headers
        .firstValue("retry-after")
        .filter(seconds -> passing && wanted && seconds.matches("[0-9]{1,4}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static Optional<String> words(String body) {
    try {
      JsonNode error = JsonMapper.shared().readTree(body).path("error");
      return error.isObject() ? Optional.of(words(error)) : Optional.empty();
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  private static String words(JsonNode error) {
    String code = error.path("code").asString(error.path("type").asString("error"));
    return code + ": " + error.path("message").asString("");
  }
}
