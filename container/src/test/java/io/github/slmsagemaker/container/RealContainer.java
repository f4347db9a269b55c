package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The llama-cpp image as it would run, made of Debian unstable's llama-server and nginx instead of
 * AWS's: read-only root, the entrypoint as process 1.
 */
final class RealContainer implements AutoCloseable {
  /** Says that the tier is wanted: it fetches packages and needs root. */
  static final String WANTED = "real.engine";

  private static final int ROOT = 0;
  private static final Duration BOUND = Duration.ofSeconds(60);

  /** Of an answer, which a busy machine may take long for. */
  private static final Duration ANSWER_BOUND = Duration.ofMinutes(5);

  static final Path ENGINE = Path.of("target", "engine").toAbsolutePath();

  private final Process process;
  private final Path log;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private RealContainer(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** A container that serves a file; aborts the test with the reason where none can run here. */
  static RealContainer start(Path folder, Path model, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(folder, model, settings, ROOT);
  }

  /** The same as another user than SageMaker's root. */
  static RealContainer start(Path folder, Path model, Map<String, String> settings, int user)
      throws IOException, InterruptedException {
    requireEngine();
    return of(folder, image(folder, model), settings, user);
  }

  /** The same of an image's folder that is there. */
  static RealContainer of(Path folder, Path image, Map<String, String> settings, int user)
      throws IOException, InterruptedException {
    RealContainer container = begin(folder, image, settings, user, "serve");
    container.untilHealthy();
    return container;
  }

  /** What the build does with the image's folder, to its end; what it said. */
  static Programs.Ended remember(Path folder, Path image, Map<String, String> settings)
      throws IOException, InterruptedException {
    RealContainer container = begin(folder, image, settings, ROOT, "remember");
    return new Programs.Ended(container.status(), container.said());
  }

  private static RealContainer begin(
      Path folder, Path image, Map<String, String> settings, int user, String word)
      throws IOException {
    Path script = folder.resolve("namespace.sh");
    try (InputStream bytes = RealContainer.class.getResourceAsStream("namespace.sh")) {
      Files.copy(Objects.requireNonNull(bytes), script, StandardCopyOption.REPLACE_EXISTING);
    }
    int port = Ports.free();
    Path log = folder.resolve("container.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                script.toString(),
                ENGINE.toString(),
                image.toString(),
                Integer.toString(user),
                word)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/usr/sbin:/bin:/sbin");
    builder.environment().put("SAGEMAKER_BIND_TO_PORT", Integer.toString(port));
    builder.environment().putAll(settings);
    return new RealContainer(builder.start(), log, port);
  }

  /** Fetches the engine; aborts the test with the reason where that cannot be. */
  static synchronized void requireEngine() throws IOException, InterruptedException {
    assumeTrue(
        Boolean.getBoolean(WANTED),
        "the real llama-server is asked for by -D" + WANTED + "=true (Debian, root)");
    Path here = Path.of("").toAbsolutePath();
    Programs.Ended fetched =
        Programs.run(
            here,
            Map.of(),
            List.of("/bin/sh", here.resolve("fetch-engine.sh").toString(), ENGINE.toString()));
    assumeTrue(fetched.status() == 0, "no llama-server can be fetched: " + fetched.said());
    Programs.Ended space =
        Programs.run(
            here,
            Map.of(),
            List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "mount",
                "-t",
                "tmpfs",
                "t",
                ENGINE + "/tmp"));
    assumeTrue(space.status() == 0, "no namespaces on this machine: " + space.said());
  }

  /** The image's files, of which the model is one, in a folder. */
  static Path image(Path folder, Path model) throws IOException, InterruptedException {
    Path context = Files.createDirectories(folder.resolve("context"));
    ContainerFiles.copyTo(context);
    Path image = Files.createDirectories(folder.resolve("image"));
    Programs.Ended fetched =
        Programs.run(
            image,
            Map.of(
                "MODEL_ID",
                Image.MODEL,
                "MODEL_QUANTIZATION",
                "Q8_0",
                "MODEL_URL",
                "file:" + model.toAbsolutePath(),
                "MODEL_SHA256",
                Image.sha256(model),
                "MODEL_KV_BYTES_PER_TOKEN",
                "4096",
                "MODEL_TRAINED_CONTEXT",
                "131072"),
            List.of("/bin/sh", context.resolve("build/fetch-model").toString()));
    assertThat(fetched.status()).as(fetched.said()).isZero();
    for (String name :
        List.of(
            "checks.sh",
            "llama-cpp/beginning.sh",
            "llama-cpp/nginx.conf",
            "llama-cpp/options.sh",
            "llama-cpp/serve")) {
      Path file = context.resolve(name);
      Files.copy(file, image.resolve(file.getFileName().toString()));
    }
    return image;
  }

  private void untilHealthy() throws IOException, InterruptedException {
    long end = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new AssertionError("the container ended: " + said());
      }
      try {
        if (get("/ping").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // nginx does not listen yet.
      }
      Thread.sleep(20);
    }
    close();
    throw new AssertionError("the container does not become healthy: " + said());
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address().resolve(path)).timeout(BOUND).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> invoke(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address().resolve("/invocations"))
            .timeout(ANSWER_BOUND)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Process 1 of the container: the entrypoint, and then the engine. */
  ProcessHandle first() {
    return process.children().findFirst().orElseThrow();
  }

  /** Waits for the end. */
  int status() throws InterruptedException {
    assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    // The end of process 1 is the end of every process in its namespace.
    process.children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    client.close();
  }
}
