package io.github.slmsagemaker.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The invoker's package as a running process, as Lambda and the Lambda Web Adapter start it. */
final class InvokerPackage implements AutoCloseable {
  static final Path FOLDER = Path.of("..").resolve(SlmSagemakerApp.INVOKER_CODE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private InvokerPackage(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param function the function's environment variables; the port is another one here
   * @param runtime what Lambda itself adds
   * @param log file for what it says
   */
  static InvokerPackage start(Map<String, String> function, Map<String, String> runtime, Path log)
      throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(FOLDER.resolve("run.sh").toAbsolutePath().normalize().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(function);
    builder.environment().putAll(runtime);
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put(EnvironmentNames.PORT, Integer.toString(port));
    return new InvokerPackage(builder.start(), log, port);
  }

  /** Asks as the adapter does, until there is an answer. */
  InvokerPackage awaitReady(String path) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (send(HttpRequest.newBuilder(at(path)).GET()).statusCode() == 200) {
          return this;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new AssertionError(path + " never answered; the process said:\n" + said());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Ends it as Lambda does. */
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** The exit status of a process that ends by itself. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** Everything that it has written. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
