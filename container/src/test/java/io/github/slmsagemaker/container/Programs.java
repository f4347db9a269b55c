package io.github.slmsagemaker.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, and which of them a process may see. */
final class Programs {
  /** All that the entrypoints call, beside the engine and nginx. */
  static final List<String> OF_THE_ENTRYPOINTS =
      List.of(
          "cat",
          "dd",
          "dirname",
          "env",
          "grep",
          "head",
          "id",
          "mktemp",
          "nproc",
          "od",
          "readlink",
          "sed",
          "sh",
          "sha256sum",
          "sleep",
          "tr",
          "uname",
          "wc");

  private static final int BOUND_MINUTES = 5;

  private Programs() {}

  /** Where a program lies on this machine. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A folder with links to {@link #OF_THE_ENTRYPOINTS} and to no other program. */
  static synchronized Path folder() throws IOException {
    Path folder = Path.of("target", "programs").toAbsolutePath();
    Files.createDirectories(folder);
    for (String name : OF_THE_ENTRYPOINTS) {
      Path program =
          find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
      Path link = folder.resolve(name);
      if (!Files.exists(link)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, program);
      }
    }
    return folder;
  }

  /** Runs a program to its end. */
  static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("slm-run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(log);
      return new Ended(ended ? process.exitValue() : -1, said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(log);
    }
  }

  /**
   * A program's end.
   *
   * @param status its exit code, or -1 where it did not end in time
   * @param said all that it wrote
   */
  record Ended(int status, String said) {}
}
