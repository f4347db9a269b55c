package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.api.CrossOrigin;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Stands in for API Gateway on 127.0.0.1: lets requests with the key pass to the invoker, within
 * the usage plan, and refuses everything else as the deployed API does.
 */
public final class FrontDoor implements AutoCloseable {
  /** Not {@code InetAddress.getLoopbackAddress()}, which is ::1 where IPv6 is preferred. */
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final HttpServer server;

  private FrontDoor(HttpServer server) {
    this.server = server;
  }

  /**
   * Accepts requests when this returns.
   *
   * @param invoker asked for every request that passes
   * @throws StartFailure where the port cannot be listened on
   */
  public static FrontDoor open(DoorSettings settings, HttpHandler invoker) {
    return open(settings, invoker, InstantSource.system());
  }

  static FrontDoor open(DoorSettings settings, HttpHandler invoker, InstantSource clock) {
    Gatekeeper gatekeeper = new Gatekeeper(settings, invoker, clock);
    try {
      HttpServer server =
          HttpServer.start(
              new HttpServerSettings(
                  LOOPBACK,
                  settings.port(),
                  settings.timeouts(),
                  settings.caps(),
                  DoorErrors::render),
              new CrossOrigin(settings.reach().origins().allowed(), gatekeeper));
      gatekeeper.listensOn(server.port());
      return new FrontDoor(server);
    } catch (UncheckedIOException taken) {
      throw new StartFailure(
          "port %d on 127.0.0.1 cannot be used, probably something else listens there (%s); pass"
                  .formatted(settings.port(), taken.getMessage())
              + " --port with another one, or --port 0 for any free one",
          taken);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** What clients are given. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /**
   * Takes no new connection, lets running requests end, then closes.
   *
   * @return whether everything ended within {@code patience}
   */
  public boolean drain(Duration patience) {
    return server.drain(patience);
  }

  /** Stops at once. */
  @Override
  public void close() {
    server.close();
  }
}
