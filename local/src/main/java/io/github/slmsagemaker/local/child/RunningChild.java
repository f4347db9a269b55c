package io.github.slmsagemaker.local.child;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One life of a llama-server, from its start to its end. */
final class RunningChild {
  private static final int POLL_MILLIS = 20;
  private static final int SIGNALLED = 128;
  private static final int KILL = 9;

  private final Path socket;
  private final Leash leash;
  private final LastWords words = new LastWords();
  private final Thread listening;

  private RunningChild(Path socket, Leash leash) {
    this.socket = socket;
    this.leash = leash;
    this.listening = Thread.ofPlatform().daemon().name("llama-server-says").unstarted(this::listen);
  }

  /**
   * Starts it; it answers later.
   *
   * @throws StartFailure where the machine does not let it
   */
  static RunningChild start(LlamaServerProgram program, LlamaServerArguments arguments) {
    try {
      // Nobody else may enter, and so nobody else reaches the socket.
      Path socket = Files.createTempDirectory("slm").resolve("engine.sock");
      List<String> command =
          Stream.concat(
                  Stream.of(program.file().toString()), arguments.of(program, socket).stream())
              .toList();
      RunningChild child = new RunningChild(socket, Leash.start(command, socket));
      child.listening.start();
      return child;
    } catch (IOException e) {
      throw new StartFailure(
          "llama-server %s cannot be started (%s); take the built-in llama.cpp with --engine llama-cpp"
              .formatted(program.file(), e.getMessage()),
          e);
    }
  }

  Path socket() {
    return socket;
  }

  /** Waits until it answers; false where it ended before. */
  boolean awaitReady() throws InterruptedException {
    while (leash.isAlive()) {
      if (healthy()) {
        words.serves();
        return true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  /** Waits for its end: how it ended, with the last that it said. */
  String awaitEnd() throws InterruptedException {
    int status = leash.await();
    listening.join();
    String said = String.join(" | ", words.lines());
    return said.isEmpty() ? how(status) : "%s, saying: %s".formatted(how(status), said);
  }

  private static String how(int status) {
    if (status == SIGNALLED + KILL) {
      return "by signal 9, which a system sends that runs out of memory";
    }
    return status > SIGNALLED ? "by signal " + (status - SIGNALLED) : "with exit code " + status;
  }

  void end() {
    leash.end();
  }

  private void listen() {
    try (Stream<String> lines = leash.lines()) {
      lines.forEach(words::add);
    } catch (UncheckedIOException ended) {
      // Its last line was the one before.
    }
  }

  /** {@code GET /health} is 503 while it loads, and before that nobody listens. */
  private boolean healthy() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          StandardCharsets.US_ASCII.encode("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n"));
      ByteBuffer head = ByteBuffer.allocate("HTTP/1.1 200".length());
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // The status is all that is wanted.
      }
      return StandardCharsets.US_ASCII.decode(head.flip()).toString().endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }
}
