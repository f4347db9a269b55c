package io.github.slmsagemaker.testkit.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running moto server on a free port of 127.0.0.1, with an account of its own. */
public final class MotoServer implements AutoCloseable {
  /** Why a test that needs it is skipped. */
  public static final String ABSENT =
      "there is no moto server: run tools/moto.sh, which needs Python and PyPI";

  private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI address;

  private MotoServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Where {@code tools/moto.sh} left it, seen from a module's folder. */
  public static Optional<Path> installed() {
    return Venv.program("moto", "moto_server");
  }

  /** Starts it; it answers when this returns. */
  public static MotoServer start() {
    Path program = installed().orElseThrow(() -> new IllegalStateException(ABSENT));
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .start();
      return new MotoServer(process, awaitAddress(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to override the endpoints of SDKs with. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static URI awaitAddress(Process process) throws IOException {
    BufferedReader said = process.inputReader(UTF_8);
    StringBuilder before = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        // It logs every request: unread, the pipe would fill and stop it.
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return URI.create(ready.group(1));
      }
      before.append(line).append('\n');
    }
    throw new IllegalStateException("moto ended:\n" + before);
  }
}
