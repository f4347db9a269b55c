package io.github.slmsagemaker.infra.constructs.api;

import com.nimbusds.jwt.SignedJWT;
import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer;
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
 * The authorizers' classes, taken from where this program runs them: a folder of classes or a jar.
 *
 * <p>Copied class by class, so that the package is the same from both and a stack changes only when
 * the classes do. Libraries are copied as they are, and only where they are used: what the function
 * does not hold cannot slow its start.
 */
final class AuthorizerCode {
  private AuthorizerCode() {}

  static AssetCode ofKeys() {
    return Code.fromAsset(unpackKeys().toString());
  }

  static AssetCode ofTokens() {
    return Code.fromAsset(unpackTokens().toString());
  }

  static Path unpackKeys() {
    return unpack(List.of(KeyAuthorizer.class), List.of());
  }

  static Path unpackTokens() {
    return unpack(List.of(KeyAuthorizer.class, TokenAuthorizer.class), List.of(SignedJWT.class));
  }

  /**
   * A folder that goes away with the process; the CDK copies it before.
   *
   * @param packages a class of each package that is copied
   * @param libraries a class of each jar that is copied
   */
  private static Path unpack(List<Class<?>> packages, List<Class<?>> libraries) {
    try {
      Path target = Files.createTempDirectory("slm-authorizer");
      for (Class<?> one : packages) {
        copyPackage(one, target);
      }
      for (Class<?> one : libraries) {
        Path jar = place(one);
        Path folder = Files.createDirectories(target.resolve("lib"));
        Files.copy(jar, folder.resolve(jar.getFileName().toString()));
      }
      deleteAtExit(target);
      return PackageModes.set(target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack the authorizer", e);
    }
  }

  private static void copyPackage(Class<?> one, Path target) throws IOException {
    Path source = place(one);
    String folder = one.getPackageName().replace('.', '/');
    if (Files.isDirectory(source)) {
      copyClasses(source.resolve(folder), target.resolve(folder));
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(source)) {
        copyClasses(jar.getPath(folder), target.resolve(folder));
      }
    }
  }

  private static Path place(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(one + " has no place", e);
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
