package io.github.slmsagemaker.cli.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.cli.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForegroundProcessesTest {
  @TempDir private Path folder;

  @Test
  void the_status_is_that_of_the_command() {
    assertThat(new ForegroundProcesses().run(folder, List.of("sh", "-c", "exit 7"))).isEqualTo(7);
  }

  @Test
  void a_program_that_is_not_there_is_named_with_what_to_install() {
    assertThatThrownBy(() -> new ForegroundProcesses().run(folder, List.of("no-such-program")))
        .isInstanceOf(CdkFailure.class)
        .hasMessageContaining("no-such-program")
        .hasMessageContaining("Node 20");
  }

  @Test
  void what_a_command_writes_goes_to_standard_error() throws Exception {
    Path out = folder.resolve("out");
    Process process = main("echo said").redirectOutput(out.toFile()).start();
    try (BufferedReader err = process.errorReader(UTF_8)) {
      assertThat(err.lines()).contains("said");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out).isEmptyFile();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_ends_what_was_started_too(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    // The shell does not end while its child runs, so both must be told.
    Process process = main("sleep 600 & echo $!; wait; exit 0").redirectErrorStream(true).start();
    try (BufferedReader said = process.inputReader(UTF_8)) {
      long child = Long.parseLong(said.readLine());
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(isRunning(child)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  /** One that has ended may wait to be reaped. */
  private static boolean isRunning(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "stat");
    Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return handle.isPresent()
        && !(Files.exists(status) && Files.readString(status).contains(" Z "));
  }

  private ProcessBuilder main(String script) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Foreground.class.getName(),
        folder.toString(),
        script);
  }

  /** What the process runs. */
  static final class Foreground {
    public static void main(String[] arguments) {
      System.exit(
          new ForegroundProcesses().run(Path.of(arguments[0]), List.of("sh", "-c", arguments[1])));
    }
  }
}
