package io.github.slmsagemaker.http.server;

import java.time.Duration;

/**
 * How long a server waits for a client; all positive.
 *
 * @param head from the first byte of a request (of a connection's first request: from the
 *     connection's start) to the end of its head, in all; then 408, or a plain close if no byte
 *     came
 * @param body from the end of the head to the end of the body, in all; then 408
 * @param idle from the end of an answer to the first byte of the next request; then a close
 * @param write how long a client may accept nothing of what is sent; then a close
 */
public record Timeouts(Duration head, Duration body, Duration idle, Duration write) {
  public static final Timeouts USUAL =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30));

  public Timeouts {
    positive("head", head);
    positive("body", body);
    positive("idle", idle);
    positive("write", write);
  }

  /** These with another {@code head}. */
  public Timeouts withHead(Duration other) {
    return new Timeouts(other, body, idle, write);
  }

  /** These with another {@code body}. */
  public Timeouts withBody(Duration other) {
    return new Timeouts(head, other, idle, write);
  }

  /** These with another {@code idle}. */
  public Timeouts withIdle(Duration other) {
    return new Timeouts(head, body, other, write);
  }

  /** These with another {@code write}. */
  public Timeouts withWrite(Duration other) {
    return new Timeouts(head, body, idle, other);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("%s: %s is not a positive time".formatted(name, value));
    }
  }
}
