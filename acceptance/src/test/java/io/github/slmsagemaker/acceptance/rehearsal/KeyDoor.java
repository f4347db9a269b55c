package io.github.slmsagemaker.acceptance.rehearsal;

import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.forward.HttpForwarder;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Before the emulator's gateway, which takes keys from {@code x-api-key} alone: puts a bearer's key
 * there too, and counts.
 *
 * @param server where it listens
 * @param requests how many went through
 */
record KeyDoor(HttpServer server, AtomicInteger requests) implements AutoCloseable {
  private static final String BEARER = "Bearer ";

  static KeyDoor before(URI gateway) {
    AtomicInteger requests = new AtomicInteger();
    HttpForwarder forwarder =
        HttpForwarder.to(gateway, Duration.ofSeconds(5), Duration.ofMinutes(10));
    HttpServer server =
        HttpServer.start(
            HttpServerSettings.defaults(),
            (request, reply) -> {
              requests.incrementAndGet();
              HttpRequest below =
                  new HttpRequest(
                      request.method(),
                      gateway.getRawPath() + request.target(),
                      request.headers(),
                      request.body(),
                      request.remote());
              Optional<String> key =
                  request
                      .headers()
                      .first("authorization")
                      .filter(value -> value.startsWith(BEARER))
                      .map(value -> value.substring(BEARER.length()));
              var kept = request.headers().endToEnd();
              forwarder.forward(
                  below, key.map(value -> kept.withOnly("x-api-key", value)).orElse(kept), reply);
            });
    return new KeyDoor(server, requests);
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
