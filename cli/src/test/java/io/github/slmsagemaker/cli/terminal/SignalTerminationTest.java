package io.github.slmsagemaker.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.Signals;
import io.github.slmsagemaker.local.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own: signals end processes. */
@Timeout(120)
final class SignalTerminationTest {

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_drains_the_stack_and_exits_0(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    Process slm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Serving.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = slm.inputReader(UTF_8)) {
      awaitLine(said, "serving");
      new ProcessBuilder("kill", "-" + signal, Long.toString(slm.pid())).start().waitFor();
      awaitLine(said, "drained");

      assertThat(slm.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(slm.exitValue()).isZero();
    } finally {
      slm.destroyForcibly();
    }
  }

  private static void awaitLine(BufferedReader said, String wanted) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("the process ended without saying " + wanted);
  }

  /** What the process runs. */
  static final class Serving implements LocalStack {
    private final PrintWriter out = new PrintWriter(System.out, true, UTF_8);

    public static void main(String[] arguments) {
      Serving serving = new Serving();
      SignalTermination termination =
          new SignalTermination(new PrintWriter(System.err, true, UTF_8));
      termination.listen(List.of());
      termination.watch(serving);
      serving.out.println("serving");
      System.exit(termination.await());
    }

    @Override
    public URI baseUrl() {
      return URI.create("http://127.0.0.1:1/v1");
    }

    @Override
    public String model() {
      return "none";
    }

    @Override
    public String engine() {
      return "an engine of this test";
    }

    @Override
    public void close() {
      out.println("drained");
    }
  }
}
