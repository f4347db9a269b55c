package io.github.slmsagemaker.local.running;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.forward.HttpForwarder;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A model container that is a running server: every request becomes one to its path for
 * invocations. Only the body and its type go there.
 *
 * @param server where
 * @param path what takes invocations there
 */
public record Invocations(HttpForwarder server, String path) implements HttpHandler {
  private static final String COMPLETION = "/completion";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMinutes(15);

  /** An engine, which may have a path of its own for them. */
  public static Invocations of(RunningEngine engine) {
    return switch (engine.dialect()) {
      case LLAMA_CPP -> at(engine.url(), COMPLETION);
      case VLLM -> at(engine.url(), "/v1/completions");
      // The router has the container's own path as well.
      case TGI, TGI_LLAMACPP -> at(engine.url());
    };
  }

  /** A llama-server that listens on a socket file. */
  public static Invocations ofCompletion(Path socket) {
    return new Invocations(HttpForwarder.toFile(socket), COMPLETION);
  }

  /** What answers {@code /invocations} below this address. */
  public static Invocations at(URI url) {
    return at(url, "/invocations");
  }

  private static Invocations at(URI url, String path) {
    return new Invocations(
        HttpForwarder.to(url, CONNECT, SILENCE), Addresses.below(url, path).getRawPath());
  }

  /**
   * @throws IOException where the server gave no usable answer
   */
  @Override
  public void handle(HttpRequest request, HttpReply reply) throws IOException {
    String type = request.headers().first("Content-Type").orElse("application/json");
    Headers headers = Headers.of("Content-Type", type);
    HttpRequest asked = new HttpRequest("POST", path, headers, request.body(), request.remote());
    server.forward(asked, headers, reply);
  }
}
