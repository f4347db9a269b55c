package io.github.slmsagemaker.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The build context of the image, wherever this program comes from: a clone or a jar. */
public final class ContainerFiles {
  /** Paths within the context, the Dockerfile first. */
  public static final List<String> NAMES =
      List.of(
          "Dockerfile",
          "build/build-image",
          "build/check-engine",
          "build/collect-router",
          "build/fetch-model",
          "build/fetch-tokenizer",
          "checks.sh",
          "llama-cpp/nginx.conf",
          "llama-cpp/options.sh",
          "llama-cpp/serve",
          "tgi/serve",
          "tgi/transformers.py");

  private ContainerFiles() {}

  /**
   * Writes the files into a folder, readable for everyone: the container's user owns none of them.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public static void copyTo(Path folder) {
    for (String name : NAMES) {
      try (InputStream bytes = ContainerFiles.class.getResourceAsStream("files/" + name)) {
        if (bytes == null) {
          throw new IllegalStateException(
              name + " is not packed; build the container module again");
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(bytes, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + name + " to " + folder, e);
      }
    }
  }
}
