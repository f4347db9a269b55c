package io.github.slmsagemaker.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real container registry on this machine, which keeps what is pushed in a folder. */
final class Registry implements AutoCloseable {
  /** What {@code tools/registry.sh} makes. */
  static final Path PROGRAM = Path.of("target/registry/usr/bin/docker-registry").toAbsolutePath();

  private static final String ADDRESS = "127.0.0.1";

  private final Process process;
  private final int port;

  private Registry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Registry start(Path folder) throws IOException, InterruptedException {
    int port = Ports.free();
    Path settings =
        Files.writeString(
            folder.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "%s:%d"}
            """
                .formatted(folder.resolve("pushed"), ADDRESS, port));
    Process process =
        new ProcessBuilder(List.of(PROGRAM.toString(), "serve", settings.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    Registry registry = new Registry(process, port);
    registry.awaitListening();
    return registry;
  }

  private void awaitListening() throws IOException, InterruptedException {
    while (process.isAlive()) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new IOException("the registry ended with " + process.exitValue());
  }

  /** Host and port, as an image's name begins. */
  String name() {
    return ADDRESS + ":" + port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
