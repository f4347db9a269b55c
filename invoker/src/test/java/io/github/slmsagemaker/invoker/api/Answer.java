package io.github.slmsagemaker.invoker.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back on a connection.
 *
 * @param status HTTP status
 * @param head status line and headers
 * @param body without its chunks
 * @param complete whether a chunked body was ended
 */
record Answer(int status, String head, String body, boolean complete) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer of(String wire) {
    int end = wire.indexOf("\r\n\r\n");
    String head = wire.substring(0, end);
    String rest = wire.substring(end + 4);
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    StringBuilder body = new StringBuilder();
    boolean complete = chunked ? unchunk(rest, body) : !body.append(rest).isEmpty();
    String text =
        new String(body.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, text, complete);
  }

  private static boolean unchunk(String wire, StringBuilder body) {
    int at = 0;
    while (at < wire.length()) {
      int line = wire.indexOf("\r\n", at);
      int size = HexFormat.fromHexDigits(wire.substring(at, line));
      if (size == 0) {
        return true;
      }
      body.append(wire, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
    return false;
  }

  Optional<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ": ";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  /** The word for programs in OpenAI's error object. */
  String code() {
    return json().at("/error/code").asString();
  }

  /** Data of the events, heartbeats left out. */
  List<String> events() {
    List<String> data = new ArrayList<>();
    body.lines()
        .filter(line -> line.startsWith("data: "))
        .forEach(line -> data.add(line.substring("data: ".length())));
    return data;
  }
}
