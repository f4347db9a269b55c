package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.ProtocolErrors;
import java.net.InetAddress;
import java.time.Duration;

/**
 * The limits of a server.
 *
 * @param address where to listen
 * @param port where to listen; 0 for any free port
 * @param maxHeaderBytes longest header section, in bytes; above it 431
 * @param maxBodyBytes longest body, in bytes, transfer coding removed; above it 413
 * @param headerTimeout from the first byte of a request (of a connection's first request: from the
 *     connection's start) to the end of its head, in all; then 408, or a plain close if no byte
 *     came
 * @param bodyTimeout from the end of the head to the end of the body, in all; then 408
 * @param idleTimeout from the end of an answer to the first byte of the next request; then a close
 * @param writeTimeout how long a client may accept nothing of what is sent; then a close
 * @param maxConnections connections served at once; a request on one more is answered 503
 * @param errors words the server's own errors
 */
public record HttpServerSettings(
    InetAddress address,
    int port,
    int maxHeaderBytes,
    int maxBodyBytes,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration writeTimeout,
    int maxConnections,
    ProtocolErrors errors) {
  public HttpServerSettings {
    inRange("port", port, 0, 65_535);
    inRange("maxHeaderBytes", maxHeaderBytes, 256, 1 << 20);
    inRange("maxBodyBytes", maxBodyBytes, 0, 1 << 30);
    inRange("maxConnections", maxConnections, 1, 100_000);
    positive("headerTimeout", headerTimeout);
    positive("bodyTimeout", bodyTimeout);
    positive("idleTimeout", idleTimeout);
    positive("writeTimeout", writeTimeout);
  }

  /**
   * Loopback, any free port, 16 KiB of headers, 2 MiB of body, 256 connections, plain-text errors.
   */
  public static HttpServerSettings defaults() {
    return new HttpServerSettings(
        InetAddress.getLoopbackAddress(),
        0,
        16 << 10,
        2 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30),
        256,
        ProtocolErrors.plainText());
  }

  /** These settings with another {@code address}. */
  public HttpServerSettings withAddress(InetAddress address) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code port}. */
  public HttpServerSettings withPort(int port) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code maxHeaderBytes}. */
  public HttpServerSettings withMaxHeaderBytes(int maxHeaderBytes) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code maxBodyBytes}. */
  public HttpServerSettings withMaxBodyBytes(int maxBodyBytes) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code headerTimeout}. */
  public HttpServerSettings withHeaderTimeout(Duration headerTimeout) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code bodyTimeout}. */
  public HttpServerSettings withBodyTimeout(Duration bodyTimeout) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code idleTimeout}. */
  public HttpServerSettings withIdleTimeout(Duration idleTimeout) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code writeTimeout}. */
  public HttpServerSettings withWriteTimeout(Duration writeTimeout) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code maxConnections}. */
  public HttpServerSettings withMaxConnections(int maxConnections) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  /** These settings with another {@code errors}. */
  public HttpServerSettings withErrors(ProtocolErrors errors) {
    return new HttpServerSettings(
        address,
        port,
        maxHeaderBytes,
        maxBodyBytes,
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        errors);
  }

  private static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d is not between %d and %d".formatted(name, value, least, most));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("%s: %s is not a positive time".formatted(name, value));
    }
  }
}
