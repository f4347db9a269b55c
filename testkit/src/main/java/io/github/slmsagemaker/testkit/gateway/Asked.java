package io.github.slmsagemaker.testkit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A request as it came.
 *
 * @param id names it
 * @param at when it came
 * @param verb its method
 * @param path without the stage, as it was written
 * @param query by name
 * @param headers by name, whatever its capitals
 * @param remote who sent it
 * @param body as text, which it is for functions where a template names no binary media types
 * @param tooLarge whether it is longer than may be
 */
record Asked(
    String id,
    Instant at,
    String verb,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String remote,
    String body,
    boolean tooLarge) {
  /** "Amazon API Gateway quotas": payload size, which cannot be raised. */
  private static final int MOST_BODY = 10 << 20;

  /** Those that concern one connection. */
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static Asked read(HttpExchange exchange, String path, Instant now) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
    return new Asked(
        UUID.randomUUID().toString(),
        now,
        exchange.getRequestMethod(),
        path,
        query(exchange.getRequestURI()),
        headers(exchange.getRequestHeaders()),
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        new String(body, UTF_8),
        body.length > MOST_BODY);
  }

  /** The last value of a header. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getLast).filter(v -> !v.isEmpty());
  }

  private static Map<String, List<String>> headers(Headers sent) {
    Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.forEach(
        (name, values) -> {
          if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
            kept.put(name, List.copyOf(values));
          }
        });
    return kept;
  }

  private static Map<String, List<String>> query(URI uri) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String raw = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        values
            .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
            .add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
