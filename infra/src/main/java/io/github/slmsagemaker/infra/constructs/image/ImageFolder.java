package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.container.ContainerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Dockerfile and what it copies, in a folder that goes away with the process. */
final class ImageFolder {
  private ImageFolder() {}

  /** With what conversations begin with, where the image is to remember that. */
  static Path unpack(Optional<String> beginning) {
    try {
      Path folder = Files.createTempDirectory("slm-image");
      ContainerFiles.copyTo(folder);
      beginning.ifPresent(text -> ContainerFiles.remember(folder, text));
      try (Stream<Path> files = Files.walk(folder)) {
        // Last registered is first deleted: folders before what is in them.
        List<Path> all = files.toList();
        all.forEach(file -> file.toFile().deleteOnExit());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the files of the image", e);
    }
  }
}
