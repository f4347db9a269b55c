package io.github.slmsagemaker.authorizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one key or token that a request presents.
 *
 * @param value the key or token itself: never to be logged
 */
public record Credential(String value) {
  private static final String API_KEY_HEADER = "x-api-key";
  private static final String AUTHORIZATION_HEADER = "authorization";
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");

  public Credential {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads it from every {@code Authorization: Bearer} and {@code x-api-key} header of an event of
   * API Gateway's REST API; header names in any case.
   *
   * @param form of a key or token, no blanks in it
   * @return empty if there is none, if there are two that differ, or if it has not that form
   */
  public static Optional<Credential> of(Map<String, Object> event, Pattern form) {
    List<String> candidates = new ArrayList<>(values(event, API_KEY_HEADER));
    for (String authorization : values(event, AUTHORIZATION_HEADER)) {
      var bearer = BEARER.matcher(authorization.strip());
      if (!bearer.matches()) {
        return Optional.empty();
      }
      candidates.add(bearer.group(1));
    }
    List<String> distinct = candidates.stream().map(String::strip).distinct().toList();
    return distinct.size() == 1 && form.matcher(distinct.getFirst()).matches()
        ? Optional.of(new Credential(distinct.getFirst()))
        : Optional.empty();
  }

  /** Every value of a header: {@code headers} alone would hide a second one. */
  private static List<String> values(Map<String, Object> event, String name) {
    List<String> found = new ArrayList<>();
    for (String part : List.of("multiValueHeaders", "headers")) {
      if (event.get(part) instanceof Map<?, ?> headers) {
        headers.forEach(
            (header, value) -> {
              if (header instanceof String text && text.toLowerCase(Locale.ROOT).equals(name)) {
                collect(value, found);
              }
            });
      }
    }
    return found;
  }

  private static void collect(Object value, List<String> into) {
    switch (value) {
      case String text -> into.add(text);
      case List<?> several -> several.forEach(each -> collect(each, into));
      case null, default -> {}
    }
  }

  @Override
  public String toString() {
    return "Credential[not shown]";
  }
}
