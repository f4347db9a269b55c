package io.github.slmsagemaker.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

final class SourcesTest {
  private static final int LINES_OF_A_FILE = 300;
  private static final ClosedSets CLOSED = ClosedSets.of(Modules.classes());

  @Test
  void no_file_of_the_product_is_longer_than_an_idea() {
    assertThat(Modules.sources()).filteredOn(file -> lines(file) > LINES_OF_A_FILE).isEmpty();
  }

  @Test
  void a_switch_over_a_closed_set_has_no_default() throws IOException {
    assertThat(openSwitches(Modules.sources())).isEmpty();
  }

  private static List<String> openSwitches(List<Path> sources) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<String> open = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new OpenSwitches(unit, CLOSED, open).scan(unit, null);
      }
    }
    return open;
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
