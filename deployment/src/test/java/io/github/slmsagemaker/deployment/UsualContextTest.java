package io.github.slmsagemaker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a context is where nobody says. */
final class UsualContextTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, 4096",
    "hermes-3-llama-3.2-3b, 4096",
    "qwen3-4b-instruct-2507, 4096",
    "granite-4.0-h-tiny, 32768", // 256 MiB beside 4035
  })
  void a_long_one_is_taken_where_it_costs_almost_nothing(String model, int tokens) {
    assertThat(read(Map.of("model", model)).contextTokens()).isEqualTo(tokens);
    assertThat(
            Deployment.of(
                    Lane.SERVERLESS,
                    Engines.OURS.usual(Lane.SERVERLESS),
                    Catalogue.load().model(model))
                .contextTokens())
        .isEqualTo(tokens);
  }

  @Test
  void a_setting_goes_before_it() {
    assertThat(read(Map.of("model", "granite-4.0-h-tiny", "context", "2048")).contextTokens())
        .isEqualTo(2048);
  }

  private static Deployment read(Map<String, String> settings) {
    return new DeploymentReader().size(settings).orThrow();
  }
}
