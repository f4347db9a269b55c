package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.infra.constructs.PackageModes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The authorizer's classes, taken from where this program runs them: a folder of classes or a jar.
 *
 * <p>Copied class by class, so that the package is the same from both and a stack changes only when
 * the classes do.
 */
final class AuthorizerCode {
  private AuthorizerCode() {}

  static AssetCode asset() {
    return Code.fromAsset(unpack().toString());
  }

  /** A folder that goes away with the process; the CDK copies it before. */
  static Path unpack() {
    try {
      Path target = Files.createTempDirectory("slm-authorizer");
      Path source =
          Path.of(KeyAuthorizer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      String folder = KeyAuthorizer.class.getPackageName().replace('.', '/');
      if (Files.isDirectory(source)) {
        copyClasses(source.resolve(folder), target.resolve(folder));
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
          copyClasses(jar.getPath(folder), target.resolve(folder));
        }
      }
      deleteAtExit(target);
      return PackageModes.set(target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack the authorizer's classes", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the authorizer's classes have no place", e);
    }
  }

  private static void copyClasses(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> classes = Files.list(from)) {
      for (Path file : classes.sorted().toList()) {
        if (file.toString().endsWith(".class")) {
          Files.copy(file, to.resolve(file.getFileName().toString()));
        }
      }
    }
  }

  /** Deletion at exit is last registered, first deleted: folders before what is in them. */
  private static void deleteAtExit(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.toList();
      all.forEach(file -> file.toFile().deleteOnExit());
    }
  }
}
