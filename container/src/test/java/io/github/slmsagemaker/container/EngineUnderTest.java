package io.github.slmsagemaker.container;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.forward.HttpForwarder;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.Caps;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A llama-server behind {@code /invocations}: in a container of ours, or one that runs already.
 *
 * @param invocations address to which {@code /invocations} is added
 * @param part to be closed at the end
 */
record EngineUnderTest(URI invocations, AutoCloseable part) implements AutoCloseable {
  /** Address of a llama-server that runs already. */
  static final String LLAMA_SERVER = "llama.server.url";

  static EngineUnderTest llamaServer(Path folder) throws IOException, InterruptedException {
    String url = System.getProperty(LLAMA_SERVER, "");
    if (!url.isEmpty()) {
      return forwarding(URI.create(url));
    }
    RealContainer container =
        RealContainer.start(
            folder,
            RandomModel.file(),
            Map.of(
                ContainerNames.CONTEXT_TOKENS,
                Integer.toString(RandomModel.CONTEXT),
                ContainerNames.THREADS,
                "1"));
    return new EngineUnderTest(container.address(), container);
  }

  private static EngineUnderTest forwarding(URI url) {
    HttpForwarder forwarder =
        new HttpForwarder(
            new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));
    HttpServer server =
        HttpServer.start(
            HttpServerSettings.defaults().withCaps(Caps.USUAL.withBodyBytes(6 << 20)),
            (request, reply) -> {
              HttpRequest completion =
                  new HttpRequest(
                      request.method(),
                      "/completion",
                      request.headers(),
                      request.body(),
                      request.remote());
              try {
                forwarder.forward(completion, request.headers().endToEnd(), reply);
              } catch (IOException e) {
                reply.send(
                    502,
                    Headers.none(),
                    String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
              }
            });
    return new EngineUnderTest(URI.create("http://127.0.0.1:" + server.port()), server);
  }

  RunningEngine engine(EngineKind kind, boolean streams) {
    return RunningEngine.before(invocations, kind, streams);
  }

  /** Sends a body as it is; the reply's status and text. */
  Reply invoke(String body) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var reply =
          client.send(
              java.net.http.HttpRequest.newBuilder(invocations.resolve("/invocations"))
                  .timeout(Duration.ofSeconds(60))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Reply(reply.statusCode(), reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tokens of a prompt by llama-server's own count, asked without the invoker. */
  int promptTokens(String prompt) {
    Reply reply =
        invoke(
            "{\"prompt\":\"%s\",\"n_predict\":1,\"response_fields\":[\"tokens_evaluated\"]}"
                .formatted(prompt));
    return JsonMapper.shared().readTree(reply.body()).get("tokens_evaluated").asInt();
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body as text
   */
  record Reply(int status, String body) {}

  @Override
  public void close() {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
