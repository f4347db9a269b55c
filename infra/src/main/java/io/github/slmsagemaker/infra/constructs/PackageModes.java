package io.github.slmsagemaker.infra.constructs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modes of a Lambda package: 0644, and 0755 for folders and programs. The CDK packs modes as
 * they are, and under a strict umask Lambda's user could not read what was built.
 */
public final class PackageModes {
  private PackageModes() {}

  /**
   * Sets the modes of everything in a folder.
   *
   * @return the same folder
   */
  public static Path set(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        setOne(file);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make readable what is in " + folder, e);
    }
  }

  private static void setOne(Path file) throws IOException {
    List<String> views = List.copyOf(file.getFileSystem().supportedFileAttributeViews());
    if (views.contains("posix")) {
      boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
