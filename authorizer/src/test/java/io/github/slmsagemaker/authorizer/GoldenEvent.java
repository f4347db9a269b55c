package io.github.slmsagemaker.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The event of {@code request-event.json}, with the headers that a test gives it. */
public final class GoldenEvent {
  static final String KEY = "canaryCanaryCanary0123456789canary012345";

  private static final JsonMapper JSON = JsonMapper.shared();

  private GoldenEvent() {}

  static Map<String, Object> asWritten() {
    return JSON.readValue(text(), new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  static String text() {
    try (InputStream file = GoldenEvent.class.getResourceAsStream("request-event.json")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The event with exactly these headers.
   *
   * @param lines {@code Name: value}; a name may come twice, as it may on the wire
   */
  public static Map<String, Object> withHeaders(List<String> lines) {
    Map<String, Object> last = new LinkedHashMap<>();
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      last.put(name, value);
      all.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    Map<String, Object> event = asWritten();
    event.put("headers", last);
    event.put("multiValueHeaders", all);
    return event;
  }
}
