package io.github.slmsagemaker.local.child;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A llama-server that can be started here.
 *
 * @param file the program
 * @param version what it calls itself
 * @param help what it says about its options, which differ from build to build
 */
public record LlamaServerProgram(Path file, String version, String help) {
  private static final String NAME = "llama-server";
  private static final int PATIENCE_SECONDS = 10;

  /** The first on the {@code PATH}. */
  public static Optional<Path> onPath(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(Predicate.not(String::isEmpty))
        .map(folder -> Path.of(folder, NAME))
        .filter(LlamaServerProgram::isProgram)
        .findFirst();
  }

  /**
   * Asks a program for its version and its options.
   *
   * @throws StartFailure where it is none, does not run here, or is too old to be spoken to through
   *     a socket file
   */
  public static LlamaServerProgram asked(Path file) {
    if (!isProgram(file)) {
      throw unusable(file, "no program", "name the file of a llama-server");
    }
    String version =
        said(file, "--version")
            .lines()
            .filter(line -> line.startsWith("version: "))
            .map(line -> line.substring("version: ".length()).strip())
            .findFirst()
            .orElseThrow(
                () ->
                    unusable(
                        file,
                        "--version was not answered with a version",
                        "name the file of a llama-server"));
    LlamaServerProgram program = new LlamaServerProgram(file, version, said(file, "--help"));
    if (!program.help.contains(".sock")) {
      throw unusable(
          file,
          "version " + version + " does not listen on socket files",
          "install a current one (brew install llama.cpp; apt install llama.cpp)");
    }
    return program;
  }

  /** Whether its help has an option. */
  boolean takes(String option) {
    return Stream.of(help.split("[\\s,]+")).anyMatch(option::equals);
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** All that it writes, until it ends or its time is up. */
  private static String said(Path file, String option) {
    try {
      Process process =
          new ProcessBuilder(List.of(file.toString(), option)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status == 0) {
        return said;
      }
      String last = said.lines().reduce("", (_, line) -> line);
      throw unusable(
          file,
          "%s ended with %d (%s)".formatted(option, status, last),
          "mend it, or take the built-in llama.cpp with --engine llama-cpp");
    } catch (IOException e) {
      throw unusable(file, "cannot be run (" + e.getMessage() + ")", "name another file");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unusable(file, "interrupted while it was asked", "try again");
    }
  }

  private static StartFailure unusable(Path file, String seen, String fix) {
    return new StartFailure("llama-server %s: %s; %s".formatted(file, seen, fix));
  }
}
