package io.github.slmsagemaker.infra.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A function's source, run by this machine's Python with clients that stand in for AWS's. */
public final class PythonFunction {
  private PythonFunction() {}

  /** Lays out a folder as Lambda does. */
  public static void put(Path folder, String boto3, Class<?> beside, String source)
      throws IOException {
    Files.writeString(folder.resolve("boto3.py"), boto3);
    try (InputStream file = beside.getResourceAsStream(source)) {
      Files.write(folder.resolve("index.py"), Objects.requireNonNull(file, source).readAllBytes());
    }
  }

  /** Runs a statement that knows the source as {@code index}. */
  public static Ended run(Path folder, String statement, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-c", "import index; " + statement)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = start(builder);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      assumeTrue(false, "python3 is not installed: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  /**
   * How it ended.
   *
   * @param status exit status
   * @param said what it printed
   */
  public record Ended(int status, String said) {}
}
