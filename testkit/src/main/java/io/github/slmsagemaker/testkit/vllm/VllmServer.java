package io.github.slmsagemaker.testkit.vllm;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running vLLM, started by the Python that {@code -Dvllm.python} names: {@code tools/vllm.sh}
 * makes one.
 *
 * @param address where it listens
 * @param version what it says that it is
 * @param process what is ended at the end
 */
public record VllmServer(URI address, String version, Process process) implements AutoCloseable {
  private static final String PYTHON = "vllm.python";
  private static final Duration START = Duration.ofMinutes(6);

  /** The Python that has vLLM; a test is skipped where none is named. */
  public static Path python() {
    String python = System.getProperty(PYTHON, "");
    assumeFalse(
        python.isEmpty(),
        "no Python that has vLLM is named: tools/vllm.sh makes one, -D%s=FILE names it"
            .formatted(PYTHON));
    return Path.of(python);
  }

  /**
   * Starts it; it answers when this returns.
   *
   * @param model a folder of a checkpoint, where its log is left too
   * @param options beside the model and the address
   */
  public static VllmServer start(Path model, List<String> options)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + freePort());
    Path log = model.resolve("vllm.log");
    Process process = process(model, address, options, log);
    try {
      return new VllmServer(address, awaited(address, process, log), process);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      end(process);
      throw failed;
    }
  }

  @Override
  public void close() {
    end(process);
  }

  private static Process process(Path model, URI address, List<String> options, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python().toString());
    command.addAll(List.of("-m", "vllm.entrypoints.openai.api_server"));
    command.addAll(List.of("--model", model.toString()));
    command.addAll(List.of("--host", address.getHost()));
    command.addAll(List.of("--port", Integer.toString(address.getPort())));
    command.addAll(List.of("--enforce-eager", "--enable-prompt-tokens-details"));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HF_HUB_OFFLINE", "1",
                "VLLM_NO_USAGE_STATS", "1",
                "VLLM_HOST_IP", "127.0.0.1",
                "VLLM_CPU_KVCACHE_SPACE", "1"));
    return builder.start();
  }

  /** Waits until it is healthy; its version. */
  private static String awaited(URI address, Process process, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < end) {
        try {
          if (get(client, address.resolve("/health")).statusCode() == 200) {
            String said = get(client, address.resolve("/version")).body();
            return JsonMapper.shared().readTree(said).path("version").asString();
          }
        } catch (IOException notYet) {
          // It listens once its model is loaded.
        }
        Thread.sleep(500);
      }
    }
    throw new IllegalStateException("vLLM did not start:\n" + Files.readString(log));
  }

  private static HttpResponse<String> get(HttpClient client, URI page)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }

  /** Its engine is a process of its own, which would be left. */
  private static void end(Process process) {
    List<ProcessHandle> engine = process.descendants().toList();
    process.destroy();
    engine.forEach(ProcessHandle::destroy);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
