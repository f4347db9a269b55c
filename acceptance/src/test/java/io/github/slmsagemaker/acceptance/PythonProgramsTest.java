package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Other people's programs and frameworks, which {@code tools/programs.sh} installs, unchanged: each
 * file of the folder is one, and ends with 0 where its conversation went well.
 */
@Dialect(EngineKind.LLAMA_CPP)
final class PythonProgramsTest {
  private static final Path PYTHON = Path.of("..", ".venv", "programs", "bin", "python");
  private static final Path FOLDER = Path.of("python", "programs");

  private final Deployment deployment;

  PythonProgramsTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @TestFactory
  List<DynamicTest> a_program_has_its_conversation() throws IOException {
    assumeTrue(
        Files.isExecutable(PYTHON),
        "skipped: no programs; run tools/programs.sh, which needs Python and PyPI");
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".py"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file, () -> converse(file)))
          .toList();
    }
  }

  private void converse(String file) {
    Map<String, String> environment =
        Map.of(
            "OPENAI_BASE_URL", deployment.baseUrl().toString(),
            "OPENAI_API_KEY", deployment.key(),
            "SLM_MODEL", deployment.model(),
            // Otherwise it asks the network what models cost.
            "LITELLM_LOCAL_MODEL_COST_MAP", "True",
            "PYTHONDONTWRITEBYTECODE", "1");
    String python = PYTHON.toAbsolutePath().normalize().toString();

    Finished ended = Finished.of(FOLDER, environment, python, file);

    assertThat(ended.code()).as(ended.output()).isZero();
  }
}
