package io.github.slmsagemaker.core.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of the events that streams consist of. */
public final class SseWriter {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private SseWriter() {}

  /**
   * An event with these bytes as its data.
   *
   * @param data UTF-8 on one line, such as JSON without indentation
   * @throws IllegalArgumentException where it has a line end, which would cut it
   */
  public static byte[] event(byte[] data) {
    for (byte one : data) {
      if (one == '\n' || one == '\r') {
        throw new IllegalArgumentException("an event's data has a line end, expected one line");
      }
    }
    ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + DATA.length + END.length);
    event.writeBytes(DATA);
    event.writeBytes(data);
    event.writeBytes(END);
    return event.toByteArray();
  }

  /**
   * The same with a name, as the Responses and Messages APIs have it.
   *
   * @param name one word of letters, dots and underscores
   */
  public static byte[] event(String name, byte[] data) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(("event: " + name + "\n").getBytes(StandardCharsets.US_ASCII));
    event.writeBytes(event(data));
    return event.toByteArray();
  }

  /** A comment, which readers skip: it keeps a silent connection open. */
  public static byte[] heartbeat() {
    return ": waiting\n\n".getBytes(StandardCharsets.US_ASCII);
  }

  /** OpenAI's mark that a stream is complete. */
  public static byte[] done() {
    return event("[DONE]".getBytes(StandardCharsets.US_ASCII));
  }
}
