package io.github.slmsagemaker.acceptance.rules;

import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The picture of the modules is drawn from what their poms depend on; tests' needs are left out.
 */
final class ModuleDiagramTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>io\\.github\\.slmsagemaker</groupId>\\s*"
              + "<artifactId>([a-z-]+)</artifactId>(\\s*<scope>test</scope>)?");

  @Test
  void the_picture_of_the_modules_is_what_the_poms_say() throws IOException {
    StringBuilder picture = new StringBuilder("```mermaid\nflowchart BT\n");
    for (String module : Modules.names()) {
      for (String used : used(module)) {
        picture.append("  %s --> %s%n".formatted(module, used));
      }
    }
    GeneratedSection.of("docs/architecture.md", "modules").requireIs(picture + "```\n");
  }

  private static List<String> used(String module) throws IOException {
    return DEPENDENCY
        .matcher(Files.readString(Path.of("..", module, "pom.xml")))
        .results()
        .filter(dependency -> dependency.group(2) == null)
        .map(dependency -> dependency.group(1))
        .filter(used -> !used.equals("testkit"))
        .toList();
  }
}
