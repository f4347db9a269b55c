package io.github.slmsagemaker.http;

import java.nio.charset.StandardCharsets;

/** Words the server's own errors. Called on the thread that serves all sockets: must not block. */
@FunctionalInterface
public interface ProtocolErrors {
  /**
   * The answer to an error.
   *
   * @param detail a sentence for the client; holds nothing that the client sent, nor of the inside
   */
  Rendered render(ProtocolError error, String detail);

  /** Plain text: the detail and a line feed. */
  static ProtocolErrors plainText() {
    return (error, detail) ->
        new Rendered(
            Headers.of("Content-Type", "text/plain; charset=utf-8"),
            (detail + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Headers and body of an error; the status is the error's. */
  final class Rendered {
    private final Headers headers;
    private final byte[] body;

    /** Takes the body over without copying it. */
    public Rendered(Headers headers, byte[] body) {
      this.headers = headers;
      this.body = body;
    }

    /** Headers of the answer. */
    public Headers headers() {
      return headers;
    }

    /** Its body, not a copy: do not write to it. */
    public byte[] body() {
      return body;
    }
  }
}
