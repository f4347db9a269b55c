package io.github.slmsagemaker.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.local.frontdoor.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request on a connection of its own, which can be hung up on at any byte. */
final class Caller implements AutoCloseable {
  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private Caller(Socket socket) {
    this.socket = socket;
  }

  static Caller post(URI base, String path, ApiKey key, String body) throws IOException {
    Caller caller = new Caller(new Socket(base.getHost(), base.getPort()));
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        """
        POST %s%s HTTP/1.1
        Host: %s:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d
        Connection: close

        """
            .formatted(
                base.getPath(), path, base.getHost(), base.getPort(), key.value(), bytes.length)
            .replace("\n", "\r\n");
    caller.socket.getOutputStream().write(head.getBytes(UTF_8));
    caller.socket.getOutputStream().write(bytes);
    return caller;
  }

  /** Reads no further than to the end of that. */
  void readTo(String text) throws IOException {
    while (!received.toString(UTF_8).endsWith(text)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended without " + text + ": " + received.toString(UTF_8));
      }
      received.write(next);
    }
  }

  /** Reads to the end: the head, and the body as it came, chunked or not. */
  String whole() throws IOException {
    socket.getInputStream().transferTo(received);
    return received.toString(UTF_8);
  }

  int status() throws IOException {
    return Integer.parseInt(whole().split(" ", 3)[1]);
  }

  /** The body of an answer that has a length. */
  JsonNode json() throws IOException {
    return JsonMapper.shared().readTree(whole().split("\r\n\r\n", 2)[1]);
  }

  /** Closes the connection, whatever is still to come. */
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
