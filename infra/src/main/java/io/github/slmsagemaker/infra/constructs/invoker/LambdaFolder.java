package io.github.slmsagemaker.infra.constructs.invoker;

import io.github.slmsagemaker.infra.constructs.PackageModes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A folder that becomes a Lambda function's package, checked for what would only fail when it runs.
 */
final class LambdaFolder {
  /** Java 25's class file version; "The Java Virtual Machine Specification", table 4.1-A. */
  private static final int JAVA_25 = 69;

  private static final int MAGIC = 0xCAFEBABE;
  private static final int HEAD = 8;
  private static final int VERSION_AT = 6;

  private final Path folder;

  private LambdaFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Checks a package of the invoker: it is there, the adapter finds {@code run.sh} and may run it,
   * and no class is newer than the runtime. Sets the modes that Lambda wants.
   *
   * @return the same folder
   * @throws IllegalArgumentException saying what is wrong, and what makes it right
   */
  static Path ofInvoker(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          ("the invoker's package is not there: %s is no folder; build it with:"
                  + " mvn -pl invoker -am package -DskipTests")
              .formatted(folder.toAbsolutePath()));
    }
    Path start = folder.resolve("run.sh");
    if (!Files.isRegularFile(start) || !Files.isExecutable(start)) {
      throw new IllegalArgumentException(
          "%s is missing or not executable: the Lambda Web Adapter starts the invoker by it"
              .formatted(start.toAbsolutePath()));
    }
    new LambdaFolder(folder).requireRunnableClasses();
    return PackageModes.set(folder);
  }

  private void requireRunnableClasses() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".class")) {
          try (InputStream bytes = Files.newInputStream(file)) {
            requireRunnable(file.toString(), bytes);
          }
        } else if (file.toString().endsWith(".jar")) {
          requireRunnableJar(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the invoker's package " + folder, e);
    }
  }

  private static void requireRunnableJar(Path jar) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        // A multi-release jar may hold newer classes there; older runtimes pass them by.
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          requireRunnable(jar + "!" + entry.getName(), entries);
        }
      }
    }
  }

  private static void requireRunnable(String name, InputStream bytes) throws IOException {
    var head = ByteBuffer.wrap(bytes.readNBytes(HEAD));
    if (head.limit() < HEAD || head.getInt() != MAGIC) {
      throw new IllegalArgumentException(name + " is no class file; build the package again");
    }
    int version = head.getShort(VERSION_AT);
    if (version > JAVA_25) {
      throw new IllegalArgumentException(
          "%s is compiled for Java %d, but the function runs on Java 25; compile with release 25"
              .formatted(name, version - JAVA_25 + 25));
    }
  }
}
