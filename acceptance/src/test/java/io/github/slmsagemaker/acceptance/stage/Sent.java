package io.github.slmsagemaker.acceptance.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/** A request as a client means it; each door adds what comes before it on that way. */
public final class Sent {
  private static final String CHAT = "/v1/chat/completions";
  private static final String JSON = "Content-Type: application/json";

  private final String method;
  private final String path;
  private final List<String> headers;
  private final byte[] body;

  private Sent(String method, String path, List<String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** A JSON body, whatever it is. */
  public static Sent chat(byte[] body) {
    return chat(body, JSON);
  }

  /** A body under other headers than JSON's, whole lines. */
  public static Sent chat(byte[] body, String... headers) {
    return new Sent("POST", CHAT, List.of(headers), body);
  }

  /** A chat whose JSON is written with single quotes, to be read in Java. */
  public static Sent chat(String singleQuoted) {
    return chat(json(singleQuoted));
  }

  /** The usual chat with one more field, written with single quotes. */
  public static Sent with(String field) {
    return unlimited("'max_tokens':16," + field);
  }

  /** The usual chat without a limit on its answer, with more fields. */
  public static Sent unlimited(String fields) {
    return chat(
        "{'model':'%s','messages':[{'role':'user','content':'hi'}],%s}"
            .formatted(Stage.MODEL, fields));
  }

  /** A chat of these messages, written with single quotes. */
  public static Sent messages(String messages) {
    return chat("{'model':'%s','max_tokens':16,'messages':[%s]}".formatted(Stage.MODEL, messages));
  }

  /** JSON to another path than chat's, written with single quotes. */
  public static Sent post(String path, String singleQuoted) {
    return new Sent("POST", path, List.of(JSON), json(singleQuoted));
  }

  /** A completion of these fields, written with single quotes. */
  public static Sent completion(String fields) {
    byte[] body = json("{'model':'%s',%s}".formatted(Stage.MODEL, fields));
    return new Sent("POST", "/v1/completions", List.of(JSON), body);
  }

  /** A request without a body. */
  public static Sent get(String path) {
    return bare("GET", path);
  }

  /** A request of any method without a body. */
  public static Sent bare(String method, String path) {
    return new Sent(method, path, List.of(), new byte[0]);
  }

  /** The bytes of JSON that is written with single quotes. */
  public static byte[] json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }

  /** The same with one more header line. */
  public Sent and(String header) {
    return new Sent(
        method, path, Stream.concat(headers.stream(), Stream.of(header)).toList(), body);
  }

  /** The reply of a server, after a head with these lines more. */
  public Wire.Reply to(InetSocketAddress server, String... added) throws IOException {
    return Wire.exchange(server, head(added), body);
  }

  private String head(String... added) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    for (String line : added) {
      head.append(line).append("\r\n");
    }
    if (!method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }
}
