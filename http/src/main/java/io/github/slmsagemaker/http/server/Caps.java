package io.github.slmsagemaker.http.server;

/**
 * How much a server takes.
 *
 * @param headBytes longest head of a request, in bytes; above it 431
 * @param bodyBytes longest body, in bytes, transfer coding removed; above it 413
 * @param connections served at once; a request on one more is answered 503
 */
public record Caps(int headBytes, int bodyBytes, int connections) {
  /** 16 KiB of head, 2 MiB of body, 256 connections. */
  public static final Caps USUAL = new Caps(16 << 10, 2 << 20, 256);

  public Caps {
    inRange("headBytes", headBytes, 256, 1 << 20);
    inRange("bodyBytes", bodyBytes, 0, 1 << 30);
    inRange("connections", connections, 1, 100_000);
  }

  /** These with another {@code bodyBytes}. */
  public Caps withBodyBytes(int other) {
    return new Caps(headBytes, other, connections);
  }

  /** These with other {@code connections}. */
  public Caps withConnections(int other) {
    return new Caps(headBytes, bodyBytes, other);
  }

  static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d is not between %d and %d".formatted(name, value, least, most));
    }
  }
}
