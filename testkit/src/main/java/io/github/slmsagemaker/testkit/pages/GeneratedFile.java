package io.github.slmsagemaker.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the documentation that is made from the code as a whole, such as a picture. {@code mvn
 * verify -Ddocs=write} writes it; otherwise it must be what it would be.
 *
 * @param file as a test of a module finds it
 */
public record GeneratedFile(Path file) {

  /**
   * A file.
   *
   * @param path from the root of the clone, which is above the module whose tests run
   */
  public static GeneratedFile of(String path) {
    return new GeneratedFile(Path.of("..").resolve(path));
  }

  /** Whether it was asked to write what would differ. */
  static boolean writing() {
    return "write".equals(System.getProperty("docs"));
  }

  /**
   * Fails where the file has another text, or writes it where that was asked for.
   *
   * @throws IOException where it cannot be read or written
   */
  public void requireIs(String expected) throws IOException {
    if (writing()) {
      Files.writeString(file, expected);
      return;
    }
    assertThat(file)
        .as("%s; write it with: mvn verify -Ddocs=write", file)
        .content()
        .isEqualTo(expected);
  }
}
