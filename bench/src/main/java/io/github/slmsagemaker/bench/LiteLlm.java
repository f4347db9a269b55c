package io.github.slmsagemaker.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** LiteLLM's proxy with its SageMaker provider: one worker, no database, its log at errors. */
final class LiteLlm implements AutoCloseable {
  private static final String WHOLE = "whole";
  private static final String STREAMED = "streamed";
  static final String KEY = "sk-bench-0123456789";

  private static final int TRIES = 240;

  private final Path config;
  private final Process process;
  private final URI address;

  /**
   * Starts it and waits until it answers.
   *
   * @param program the command {@code litellm}
   * @param whole stand-in that answers in one piece
   * @param streaming stand-in that streams
   */
  LiteLlm(Path program, URI whole, URI streaming) throws IOException, InterruptedException {
    int port = freePort();
    this.address = URI.create("http://127.0.0.1:" + port);
    this.config = Files.createTempFile("litellm", ".yaml");
    Files.writeString(
        config,
        "model_list:\n"
            + model(WHOLE, Subject.invocations(whole, false))
            + model(STREAMED, Subject.invocations(streaming, true)));
    var builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--config",
                config.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--num_workers",
                "1"));
    builder
        .environment()
        .putAll(
            Map.of(
                "LITELLM_MASTER_KEY", KEY,
                "LITELLM_LOG", "ERROR",
                "LITELLM_TELEMETRY", "False",
                "LITELLM_LOCAL_MODEL_COST_MAP", "True"));
    this.process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    await();
  }

  Peer peer(boolean streamed) {
    String model = streamed ? STREAMED : WHOLE;
    return Peer.chat("LiteLLM", address, model, streamed, process.pid());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(config);
  }

  private static String model(String name, URI invocations) {
    return """
      - model_name: %s
        litellm_params:
          model: sagemaker/%s
          sagemaker_base_url: %s
          aws_region_name: us-east-1
          aws_access_key_id: bench
          aws_secret_access_key: bench
    """
        .formatted(name, Subject.ENDPOINT.value(), invocations);
  }

  private void await() throws IOException, InterruptedException {
    HttpRequest alive = HttpRequest.newBuilder(address.resolve("/health/liveliness")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES && process.isAlive(); i++) {
        try {
          if (client.send(alive, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          process.waitFor(500, TimeUnit.MILLISECONDS);
        }
      }
    }
    close();
    throw new IOException("LiteLLM did not answer at " + address);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
