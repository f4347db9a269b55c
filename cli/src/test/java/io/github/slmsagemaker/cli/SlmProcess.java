package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code slm local} in a process of its own, as the launcher starts it; it answers. */
final class SlmProcess implements AutoCloseable {
  /** Kept from run to run, like a user's. */
  static final String CACHE = Path.of("target", "cache").toAbsolutePath().toString();

  /** Neither a user's nor that of tests in another process: tests find no stack but their own. */
  static final String STATE =
      Path.of("target", "state", Long.toString(ProcessHandle.current().pid()))
          .toAbsolutePath()
          .toString();

  private static final String URL = "OPENAI_BASE_URL=";
  private static final String KEY = "OPENAI_API_KEY=";

  private final Process process;
  private final BufferedReader out;
  private final BufferedReader err;
  private final URI baseUrl;
  private final String key;

  SlmProcess(String... options) throws IOException {
    this(Map.of(), List.of(), options);
  }

  /** With these variables and these options of the JVM. */
  SlmProcess(Map<String, String> environment, List<String> jvm, String... options)
      throws IOException {
    process = begin(List.of(), environment, jvm, options);
    out = process.inputReader(UTF_8);
    err = process.errorReader(UTF_8);
    baseUrl = URI.create(value(URL));
    key = value(KEY);
  }

  /**
   * Only begins to start one.
   *
   * @param before stands before the command, such as {@code env}
   */
  static Process begin(
      List<String> before, Map<String, String> environment, List<String> jvm, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(jvm);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Slm.class.getName(), "local", "--port", "0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_CACHE_HOME", CACHE);
    builder.environment().put("XDG_STATE_HOME", STATE);
    builder.environment().putAll(environment);
    return builder.start();
  }

  URI baseUrl() {
    return baseUrl;
  }

  String key() {
    return key;
  }

  long pid() {
    return process.pid();
  }

  void signal(String name) throws IOException, InterruptedException {
    Signals.send(name, process.pid());
  }

  /** Waits until it says on standard error that it stops. */
  void awaitStopping() throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith("slm: stopping")) {
        return;
      }
    }
    throw new AssertionError("the process ended without saying that it stops");
  }

  /** Waits for its end, standard output having had no third line. */
  int exitCode() throws IOException, InterruptedException {
    assertThat(out.readLine()).isNull();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String value(String name) throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(name)) {
      String said = String.join("\n", err.lines().toList());
      throw new AssertionError("expected %s..., read %s; it said %s".formatted(name, line, said));
    }
    return line.substring(name.length());
  }
}
