package io.github.slmsagemaker.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules that the root's pom.xml lists and that hold code of the product, or of its tests. */
final class Modules {
  static final String ROOT = "io.github.slmsagemaker.";

  private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");
  private static final Path CLONE = Path.of("..");

  private Modules() {}

  static List<String> names() {
    try {
      return MODULE
          .matcher(Files.readString(CLONE.resolve("pom.xml")))
          .results()
          .map(module -> module.group(1))
          .filter(module -> Files.isDirectory(CLONE.resolve(module).resolve("src/main/java")))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JavaClasses classes() {
    return Imported.CLASSES;
  }

  static Path classesOf(String module) {
    Path classes = CLONE.resolve(module).resolve("target/classes");
    assertThat(classes).as("built by `mvn verify` without -pl").isDirectory();
    return classes;
  }

  /** Every source of the product. */
  static List<Path> sources() {
    return names().stream()
        .map(module -> CLONE.resolve(module).resolve("src/main/java"))
        .flatMap(Modules::javaFiles)
        .toList();
  }

  /** Read once: it takes seconds. */
  private static final class Imported {
    static final JavaClasses CLASSES =
        new ClassFileImporter().importPaths(names().stream().map(Modules::classesOf).toList());

    static {
      assertThat(CLASSES).as("classes of all modules").hasSizeGreaterThan(500);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
