package io.github.slmsagemaker.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A part of a documentation page that is made from the code, between {@code <!-- NAME -->} and
 * {@code <!-- end of NAME -->}.
 *
 * <p>{@code mvn verify -Ddocs=write} writes it; otherwise it must be what it would be.
 *
 * @param page the file, as a test of a module finds it
 * @param name of the section
 */
public record GeneratedSection(Path page, String name) {

  public GeneratedSection {
    Objects.requireNonNull(page, "page");
    Objects.requireNonNull(name, "name");
  }

  /**
   * A section of a page.
   *
   * @param page from the root of the clone, which is above the module whose tests run
   */
  public static GeneratedSection of(String page, String name) {
    return new GeneratedSection(Path.of("..").resolve(page), name);
  }

  /**
   * Fails where the section is another text, or writes it where that was asked for.
   *
   * @throws IOException where the page cannot be read or written
   */
  public void requireIs(String expected) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    assertThat(text).as("%s has a section %s", page, name).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end, from);
    if (GeneratedFile.writing()) {
      Files.writeString(page, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("section %s of %s; write it with: mvn verify -Ddocs=write", name, page)
        .isEqualTo(expected);
  }
}
