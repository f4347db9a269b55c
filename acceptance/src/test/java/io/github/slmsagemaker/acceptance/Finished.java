package io.github.slmsagemaker.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What became of a process of somebody else's.
 *
 * @param code -1 where it was ended
 * @param output all that it wrote
 */
record Finished(int code, String output) {
  private static final long MINUTES = 10;

  /** Runs a command to its end. */
  static Finished of(Path folder, Map<String, String> environment, String... command) {
    try {
      Path output = Files.createTempFile("slm", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Finished(ended ? process.waitFor() : -1, said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process ran", interrupted);
    }
  }
}
