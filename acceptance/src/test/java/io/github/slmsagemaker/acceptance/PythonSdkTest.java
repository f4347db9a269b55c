package io.github.slmsagemaker.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * OpenAI's and Anthropic's Python SDKs, which {@code tools/sdks.sh} installs. Each test of a file
 * is a test here.
 */
@Dialect(EngineKind.LLAMA_CPP)
final class PythonSdkTest {
  private static final Path PYTHON = Path.of("..", ".venv", "sdks", "bin", "python");

  private final Deployment deployment;

  PythonSdkTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @TestFactory
  List<DynamicTest> responses() {
    return against("openai_responses.py");
  }

  @TestFactory
  List<DynamicTest> messages() {
    return against("anthropic_messages.py");
  }

  private List<DynamicTest> against(String file) {
    assumeTrue(
        Files.isExecutable(PYTHON),
        "skipped: no SDKs; run tools/sdks.sh, which needs Python and PyPI");
    Map<String, String> environment =
        Map.of(
            "SLM_BASE_URL", deployment.baseUrl().toString(),
            "SLM_API_KEY", deployment.key(),
            "SLM_MODEL", deployment.model(),
            "PYTHONDONTWRITEBYTECODE", "1");
    String python = PYTHON.toAbsolutePath().normalize().toString();
    return Tap.tests(Finished.of(Path.of("python"), environment, python, file).output());
  }
}
