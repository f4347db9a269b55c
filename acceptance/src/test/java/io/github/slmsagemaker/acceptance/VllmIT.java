package io.github.slmsagemaker.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.testkit.vllm.VllmServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole suite once more, where a real vLLM on a processor computes, with the demo model's
 * weights: {@code tools/vllm.sh} installs it, 6 GB. From the root of a clone:
 *
 * <pre>{@code
 * mvn -pl acceptance -am verify -Dtest=VllmIT -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dvllm.python="$(tools/vllm.sh)"
 * }</pre>
 */
final class VllmIT {
  private static final Path DEMO = Path.of("..", "tools", "demo-model").toAbsolutePath();

  @Test
  void the_whole_suite_passes_before_a_real_vllm(@TempDir Path folder) throws Exception {
    Path model = demoModel(VllmServer.python(), folder.resolve("slm-demo"));
    ApiKey key = ApiKey.generate(new SecureRandom());
    try (VllmServer vllm = VllmServer.start(model, List.of("--dtype", "float32"));
        LocalStack stack =
            Deployment.started(
                new ModelChoice.Named("slm-demo"),
                new EngineChoice.Vllm(vllm.address()),
                Admission.Keys.of(key))) {
      System.out.println(
          "%s before vLLM %s"
              .formatted(Suite.WHOLE.pass(stack.baseUrl(), key.value()), vllm.version()));
    }
  }

  /** The demo model as vLLM reads models: in its folder, written anew from the GGUF. */
  private static Path demoModel(Path python, Path folder) throws IOException, InterruptedException {
    ProcessBuilder writer =
        new ProcessBuilder(python.toString(), "-m", "slmdemo.checkpoint", folder.toString())
            .directory(DEMO.toFile())
            .redirectErrorStream(true);
    writer.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = writer.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return folder;
  }
}
