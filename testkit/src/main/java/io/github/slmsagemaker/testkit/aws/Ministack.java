package io.github.slmsagemaker.testkit.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A running ministack, an emulator of AWS, on a free port of 127.0.0.1 and on no other. */
public final class Ministack implements AutoCloseable {
  /** Why a test that needs it is skipped. */
  public static final String ABSENT =
      "there is no ministack: run tools/ministack.sh, which needs Python and PyPI";

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LOOKS = 600;

  private final Process process;
  private final URI address;

  private Ministack(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Where {@code tools/ministack.sh} left it, seen from a module's folder. */
  public static Optional<Path> installed() {
    return Venv.program("ministack", "ministack");
  }

  /** Starts it; it answers when this returns. Everybody may do everything. */
  public static Ministack start(Path log) throws InterruptedException {
    return start(log, false);
  }

  /**
   * Starts one that evaluates IAM's policies: functions have the credentials of their roles, the
   * key {@code test} is the account's own, and others are unknown.
   */
  public static Ministack guarded(Path log) throws InterruptedException {
    return start(log, true);
  }

  private static Ministack start(Path log, boolean guarded) throws InterruptedException {
    Path program = installed().orElseThrow(() -> new IllegalStateException(ABSENT));
    try {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(program.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "AUTH", Boolean.toString(guarded),
                  // Without these it listens everywhere.
                  "BIND_HOST", "127.0.0.1",
                  "GATEWAY_PORT", Integer.toString(port),
                  "IOT_MTLS_ENABLED", "0",
                  "SFTP_ENABLED", "0",
                  // State machines that wait for minutes do not.
                  "SFN_WAIT_SCALE", "0"));
      Process process = builder.start();
      await(process, port, log);
      return new Ministack(process, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code AWS_ENDPOINT_URL} says. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(Process process, int port, Path log)
      throws IOException, InterruptedException {
    for (int look = 0; look < LOOKS && process.isAlive(); look++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(PAUSE);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("ministack does not answer:\n" + Files.readString(log));
  }
}
