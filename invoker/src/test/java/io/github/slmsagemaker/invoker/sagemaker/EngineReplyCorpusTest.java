package io.github.slmsagemaker.invoker.sagemaker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Surefire runs this in the module's folder. */
final class EngineReplyCorpusTest {
  private static final Path CORPUS =
      Path.of("src", "test", "resources", "fuzz", EngineReplyFuzz.class.getSimpleName());

  static List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void a_call_ends_by_itself_whatever_the_endpoint_answers(Path input) throws IOException {
    EngineReplyFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
  }
}
