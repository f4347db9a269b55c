package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.ProtocolErrors;
import java.net.InetAddress;

/**
 * What a server is started with.
 *
 * @param address where to listen
 * @param port where to listen; 0 for any free port
 * @param timeouts how long it waits for a client
 * @param caps how much it takes
 * @param errors words the server's own errors
 */
public record HttpServerSettings(
    InetAddress address, int port, Timeouts timeouts, Caps caps, ProtocolErrors errors) {
  public HttpServerSettings {
    Caps.inRange("port", port, 0, 65_535);
  }

  /** Loopback, any free port, the usual limits, plain-text errors. */
  public static HttpServerSettings defaults() {
    return new HttpServerSettings(
        InetAddress.getLoopbackAddress(),
        0,
        Timeouts.USUAL,
        Caps.USUAL,
        ProtocolErrors.plainText());
  }

  /** These settings with another {@code address}. */
  public HttpServerSettings withAddress(InetAddress other) {
    return new HttpServerSettings(other, port, timeouts, caps, errors);
  }

  /** These settings with another {@code port}. */
  public HttpServerSettings withPort(int other) {
    return new HttpServerSettings(address, other, timeouts, caps, errors);
  }

  /** These settings with other {@code timeouts}. */
  public HttpServerSettings withTimeouts(Timeouts other) {
    return new HttpServerSettings(address, port, other, caps, errors);
  }

  /** These settings with other {@code caps}. */
  public HttpServerSettings withCaps(Caps other) {
    return new HttpServerSettings(address, port, timeouts, other, errors);
  }

  /** These settings with other {@code errors}. */
  public HttpServerSettings withErrors(ProtocolErrors other) {
    return new HttpServerSettings(address, port, timeouts, caps, other);
  }
}
