package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The variables that {@code docs/settings.md} tells are those that the sources read. */
final class MachineVariablesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern READ =
      Pattern.compile("environment\\(?\\)?\\s*\\.get(?:OrDefault)?\\(\\s*\"(\\w+)\"");
  private static final Pattern CONSTANT = Pattern.compile("KEY_VARIABLE = \"(\\w+)\"");

  @Test
  void the_variables_of_the_command_line_are_those_that_it_reads() throws Exception {
    Set<String> read = new TreeSet<>();
    for (String module : List.of("cli", "local")) {
      for (Path source : sources(Path.of("..", module, "src", "main", "java"))) {
        String text = Files.readString(source);
        READ.matcher(text).results().map(match -> match.group(1)).forEach(read::add);
        CONSTANT.matcher(text).results().map(match -> match.group(1)).forEach(read::add);
      }
    }

    assertThat(told("machine variables")).containsExactlyElementsOf(read);
  }

  @Test
  void the_variables_of_the_tests_against_a_deployment_are_those_that_they_read() throws Exception {
    assertThat(told("test variables"))
        .containsExactlyInAnyOrder(EndpointIT.BASE_URL, EndpointIT.API_KEY);
  }

  private static Set<String> told(String section) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "settings.md"));
    String begin = "<!-- " + section + " -->";
    String end = "<!-- end of " + section + " -->";
    assertThat(page).contains(begin, end);
    String table = page.substring(page.indexOf(begin), page.indexOf(end));
    Set<String> names = new TreeSet<>();
    ROW.matcher(table).results().map(match -> match.group(1)).forEach(names::add);
    return names;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
