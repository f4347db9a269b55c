package io.github.slmsagemaker.ledger.file;

import io.github.slmsagemaker.ledger.file.Book.Held;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A book as JSON; whatever was not written by this class is refused. */
final class BookJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String WINDOWS = "windows";
  private static final String OPEN = "open";
  private static final String USED = "used";
  private static final String RESERVED = "reserved";
  private static final String OVER = "over";
  private static final String LIMIT = "limit";

  private BookJson() {}

  static String write(Map<String, Held> windows, Map<String, Instant> open) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode held = root.putObject(WINDOWS);
    windows.forEach((name, window) -> write(held.putObject(name), window));
    ObjectNode reservations = root.putObject(OPEN);
    open.forEach((id, over) -> reservations.put(id, over.getEpochSecond()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void write(ObjectNode node, Held window) {
    node.put(USED, window.used());
    node.put(RESERVED, window.reserved());
    node.put(OVER, window.over().getEpochSecond());
    window.limit().ifPresent(limit -> node.put(LIMIT, limit));
  }

  static Book read(String content) {
    JsonNode root = parsed(content);
    Map<String, Held> windows = new HashMap<>();
    object(root, WINDOWS)
        .properties()
        .forEach(entry -> windows.put(entry.getKey(), held(entry.getValue())));
    Map<String, Instant> open = new HashMap<>();
    object(root, OPEN)
        .properties()
        .forEach(
            entry -> open.put(entry.getKey(), Instant.ofEpochSecond(number(entry.getValue()))));
    return new Book(windows, open);
  }

  private static JsonNode parsed(String content) {
    try {
      return JSON.readTree(content);
    } catch (JacksonException unreadable) {
      throw new DamagedException("it is not JSON");
    }
  }

  private static Held held(JsonNode window) {
    return new Held(
        number(window.path(USED)),
        number(window.path(RESERVED)),
        Instant.ofEpochSecond(number(window.path(OVER))),
        window.has(LIMIT) ? OptionalLong.of(number(window.path(LIMIT))) : OptionalLong.empty());
  }

  private static ObjectNode object(JsonNode parent, String name) {
    return parent.path(name) instanceof ObjectNode object ? object : refuse(name);
  }

  private static ObjectNode refuse(String name) {
    throw new DamagedException("it has no object '" + name + "'");
  }

  /** A count or a time: neither is below 0. */
  private static long number(JsonNode node) {
    if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() < 0) {
      throw new DamagedException("it has '" + node + "' in the place of a whole number");
    }
    return node.longValue();
  }
}
