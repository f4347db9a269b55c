package io.github.slmsagemaker.cli.running;

import io.github.slmsagemaker.local.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stacks of this user that run: files called by the number of their process. */
public final class RunningStacks {
  private static final String ENDING = ".json";

  private final Path folder;

  /**
   * @param environment of the process, for the state folder
   */
  public RunningStacks(Map<String, String> environment) {
    this.folder = StateFolder.of(environment).resolve("running");
  }

  /**
   * Says that this process runs a stack.
   *
   * @return the file to delete when it ends
   * @throws IOException where it cannot be written
   */
  public Path announce(RunningStack stack) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
    Path file = folder.resolve(ProcessHandle.current().pid() + ENDING);
    Files.deleteIfExists(file);
    Files.createFile(file, mode("rw-------"));
    Map<String, String> told = Map.of("baseUrl", stack.baseUrl().toString(), "key", stack.key());
    return Files.writeString(file, JsonMapper.shared().writeValueAsString(told));
  }

  /** The one that was started last of those whose process is there. */
  public Optional<RunningStack> newest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(RunningStacks::isAlive)
          .sorted(Comparator.comparingLong(RunningStacks::started).reversed())
          .map(RunningStacks::read)
          .flatMap(Optional::stream)
          .findFirst();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static boolean isAlive(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[0-9]{1,18}\\.json")
        && ProcessHandle.of(Long.parseLong(name.replace(ENDING, "")))
            .filter(ProcessHandle::isAlive)
            .isPresent();
  }

  private static long started(Path file) {
    return file.toFile().lastModified();
  }

  /** Empty where the file is only being written, or gone. */
  private static Optional<RunningStack> read(Path file) {
    try {
      JsonNode told = JsonMapper.shared().readTree(Files.readString(file));
      return Optional.of(
          new RunningStack(
              URI.create(told.path("baseUrl").asString()), told.path("key").asString()));
    } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? List.of(
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))
            .toArray(FileAttribute<?>[]::new)
        : new FileAttribute<?>[0];
  }
}
