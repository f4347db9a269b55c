package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a documentation page that is made from the code, between {@code <!-- NAME -->} and
 * {@code <!-- end of NAME -->}.
 *
 * <p>{@code mvn verify -Ddocs=write} writes it; otherwise it must be what it would be.
 */
record GeneratedSection(Path page, String name) {

  static GeneratedSection of(String page, String name) {
    return new GeneratedSection(Path.of("..").resolve(page), name);
  }

  void requireIs(String expected) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    assertThat(text).as("%s has a section %s", page, name).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end, from);
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(page, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("section %s of %s; write it with: mvn verify -Ddocs=write", name, page)
        .isEqualTo(expected);
  }
}
