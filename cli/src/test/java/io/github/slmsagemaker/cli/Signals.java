package io.github.slmsagemaker.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Signals to processes that a test starts. */
public final class Signals {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** The same on every system. */
  private static final Map<String, Integer> NUMBERS =
      Map.of("HUP", 1, "INT", 2, "KILL", 9, "TERM", 15);

  private Signals() {}

  /**
   * Skips where this process ignores the signal, since all that it starts will too. A shell without
   * job control starts what stands before {@code &} so, deaf to Ctrl-C, and nohup deaf to HUP.
   */
  public static void assumeDelivered(String signal) throws IOException {
    assumeFalse(
        Files.exists(STATUS) && isIgnored(Objects.requireNonNull(NUMBERS.get(signal))),
        "SIG"
            + signal
            + " is ignored by whatever started these tests; start them in the foreground");
  }

  public static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  private static boolean isIgnored(int number) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(mask -> (mask >> (number - 1) & 1) == 1);
  }
}
