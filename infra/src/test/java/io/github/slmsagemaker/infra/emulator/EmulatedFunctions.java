package io.github.slmsagemaker.infra.emulator;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Packages that start themselves, since the emulator has neither Java nor the adapter's layer. */
final class EmulatedFunctions {
  private static final String START = "bootstrap";

  private EmulatedFunctions() {}

  /** The invoker's package as it is, with the adapter beside it. */
  static Path invoker(Path code, Path adapter, Path folder) throws IOException {
    copy(code, folder);
    Files.copy(adapter, folder.resolve("lambda-adapter"), StandardCopyOption.COPY_ATTRIBUTES);
    // The emulator keeps several instances on one machine, each of which needs a port.
    return start(
        folder,
        """
        here=$(cd "$(dirname "$0")" && pwd)
        export JAVA_HOME=%s AWS_LWA_PORT=$((20000 + $$ %% 20000))
        "$here/run.sh" &
        app=$!
        # The emulator ends the adapter alone: the server must not outlive it.
        (while kill -0 $$; do sleep 1; done; kill -9 $app) >/dev/null 2>&1 &
        exec "$here/lambda-adapter"
        """
            .formatted(System.getProperty("java.home")));
  }

  /** The authorizer's classes or jar as they are, in AWS's own runtime client. */
  static Path authorizer(Path code, String handler, Path folder) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    if (Files.isDirectory(code)) {
      copy(code, folder);
    } else {
      Files.copy(code, lib.resolve("authorizer.jar"));
    }
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(part).getFileName());
      if (name.startsWith("aws-lambda-java-") || name.startsWith("utils-lite-")) {
        Files.copy(Path.of(part), lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return start(
        folder,
        """
        here=$(cd "$(dirname "$0")" && pwd)
        exec %s/bin/java -XX:TieredStopAtLevel=1 -cp "$here:$here/lib/*" \\
          com.amazonaws.services.lambda.runtime.api.client.AWSLambda %s
        """
            .formatted(System.getProperty("java.home"), handler));
  }

  static Path classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path start(Path folder, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(START), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
