package io.github.slmsagemaker.local.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpForwarder;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpServer;
import io.github.slmsagemaker.http.HttpServerSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Puts a running engine behind {@code /invocations} on 127.0.0.1, as its container does. Only the
 * body and its type go to the engine.
 */
public final class Invocations implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMinutes(15);
  private static final int MOST_BODY_BYTES = 6 << 20;
  private static final Headers JSON = Headers.of("Content-Type", "application/json");

  private final HttpForwarder engine;
  private final String path;
  private final HttpServer server;

  private Invocations(HttpForwarder engine, String path) {
    this.engine = engine;
    this.path = path;
    this.server =
        HttpServer.start(
            HttpServerSettings.defaults().withMaxBodyBytes(MOST_BODY_BYTES), this::pass);
  }

  /** Serves when this returns. */
  public static Invocations of(RunningEngine engine) {
    String path =
        switch (engine.dialect()) {
          case LLAMA_CPP -> "/completion";
          // The router has the container's own path as well.
          case TGI, TGI_LLAMACPP -> "/invocations";
        };
    return new Invocations(
        HttpForwarder.to(engine.url(), CONNECT, SILENCE),
        Addresses.below(engine.url(), path).getRawPath());
  }

  /** Where it listens, without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.close();
  }

  private void pass(HttpRequest request, HttpReply reply) {
    String type = request.headers().first("Content-Type").orElse("application/json");
    Headers headers = Headers.of("Content-Type", type);
    HttpRequest asked = new HttpRequest("POST", path, headers, request.body(), request.remote());
    try {
      engine.forward(asked, headers, reply);
    } catch (IOException unreachable) {
      byte[] body = "{\"error\":\"the engine does not answer\"}".getBytes(UTF_8);
      reply.send(502, JSON, body);
    }
  }
}
