package io.github.slmsagemaker.testkit.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a script of {@code tools} has put under {@code .venv}. */
final class Venv {
  private Venv() {}

  /** One of them, seen from a module's folder or from the clone's. */
  static Optional<Path> program(String environment, String name) {
    return Stream.of("..", ".")
        .map(clone -> Path.of(clone, ".venv", environment, "bin", name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toAbsolutePath);
  }
}
