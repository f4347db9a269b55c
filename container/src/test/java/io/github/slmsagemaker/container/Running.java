package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A started entrypoint, and what the stand-ins noted.
 *
 * @param process the entrypoint, which the engine becomes
 * @param log all that it said
 * @param notes the stand-ins' folder
 */
record Running(Process process, Path log, Path notes) implements AutoCloseable {
  /** A bound on hanging, never a measurement. */
  private static final int BOUND_SECONDS = 30;

  /** Waits until a stand-in runs. */
  Running untilStarted(String program) throws IOException, InterruptedException {
    untilNoted(program + ".pid");
    return this;
  }

  /** Waits for a stand-in's note. */
  List<String> untilNoted(String name) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    Path note = notes.resolve(name);
    while (!Files.exists(note) || Files.size(note) == 0) {
      assertThat(process.isAlive()).as("it runs; it said: " + said()).isTrue();
      assertThat(System.nanoTime()).as(name + " is noted; it said: " + said()).isLessThan(end);
      Thread.sleep(5);
    }
    return note(name);
  }

  /** Waits for the end. */
  int status() throws InterruptedException, IOException {
    assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  boolean noted(String name) {
    return Files.exists(notes.resolve(name));
  }

  /** Lines of a stand-in's note. */
  List<String> note(String name) throws IOException {
    return Files.readAllLines(notes.resolve(name));
  }

  /** Ends everything that was started, each process by its own id. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    Path nginx = notes.resolve("nginx.pid");
    if (Files.exists(nginx) && Files.size(nginx) > 0) {
      ProcessHandle.of(Long.parseLong(Files.readString(nginx).strip()))
          .ifPresent(
              handle -> {
                handle.descendants().forEach(ProcessHandle::destroyForcibly);
                handle.destroyForcibly();
              });
    }
  }
}
