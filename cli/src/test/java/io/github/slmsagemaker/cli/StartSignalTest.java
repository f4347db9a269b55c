package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code slm local} that is told to end before it answers: the exit code is 0 at any time. */
@Timeout(180)
final class StartSignalTest {
  /** As the launcher starts java where env can hold signals back. */
  private static final List<String> HOLDING = List.of("env", "--block-signal=TERM,INT,HUP");

  private static final List<String> HELD = List.of("-Xrs", "-Dslm.signals=TERM,INT,HUP");

  @ParameterizedTest(name = "SIG{1} after {0} ms")
  @CsvSource({
    "0, TERM",
    "0, INT",
    "10, TERM",
    "20, TERM",
    "30, INT",
    "40, TERM",
    "60, TERM",
    "80, INT",
    "100, TERM",
    "150, TERM",
    "200, TERM",
    "300, TERM",
    "500, INT",
    "800, TERM",
    "1200, TERM",
    "2000, TERM"
  })
  void a_signal_during_the_start_is_heeded(long after, String signal) throws Exception {
    assumeEnvHolds();
    Process slm = SlmProcess.begin(HOLDING, Map.of(), HELD);
    Thread.sleep(after);

    assertThat(endedBy(signal, slm)).isZero();
  }

  @ParameterizedTest(name = "held back: {0}")
  @ValueSource(booleans = {true, false})
  void a_signal_during_a_download_is_heeded(boolean held, @TempDir Path cache) throws Exception {
    if (held) {
      assumeEnvHolds();
    }
    try (ServerSocket hub = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Process slm =
          SlmProcess.begin(
              held ? HOLDING : List.of(),
              Map.of(
                  "HF_ENDPOINT",
                  "http://127.0.0.1:" + hub.getLocalPort(),
                  "XDG_CACHE_HOME",
                  cache.toString()),
              held ? HELD : List.of(),
              "--model",
              "hermes-3-llama-3.2-3b");
      try (Socket asked = hub.accept()) {
        assertThat(asked.getInputStream().read()).isPositive();

        assertThat(endedBy("TERM", slm)).isZero();
      }
    }
  }

  @Test
  void a_start_that_fails_by_itself_keeps_its_exit_code() throws Exception {
    Process slm = SlmProcess.begin(List.of(), Map.of(), List.of(), "--model", "no-such-model");

    assertThat(slm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(slm.exitValue()).isEqualTo(1);
  }

  private static int endedBy(String signal, Process slm) throws Exception {
    try {
      Signals.send(signal, slm.pid());
      assertThat(slm.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
      return slm.exitValue();
    } finally {
      slm.destroyForcibly();
    }
  }

  private static void assumeEnvHolds() throws IOException, InterruptedException {
    Process env = new ProcessBuilder("env", "--block-signal=TERM", "env").start();
    env.getInputStream().readAllBytes();
    assumeTrue(env.waitFor() == 0, "env of this machine cannot hold signals back");
  }
}
