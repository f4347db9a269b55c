package io.github.slmsagemaker.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GithubAccessTest {
  private static final String PROVIDER =
      "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

  @Test
  void the_environment_is_production_unless_named() {
    assertThat(GithubAccess.fromContext(Map.of("githubRepository", "jane/slm")))
        .isEqualTo(new GithubAccess("jane/slm", "production", Optional.empty()));
    assertThat(
            GithubAccess.fromContext(
                Map.of(
                    "githubRepository", "jane/slm",
                    "githubEnvironment", "staging",
                    "githubProviderArn", PROVIDER)))
        .isEqualTo(new GithubAccess("jane/slm", "staging", Optional.of(PROVIDER)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "slm",
        "*/*",
        "jane/*",
        "jane/slm:ref",
        "https://github.com/jane/slm",
        "a/b/c",
        "jane/slm\n"
      })
  void a_repository_that_could_mean_more_than_one_is_refused(String repository) {
    assertThatThrownBy(() -> GithubAccess.fromContext(Map.of("githubRepository", repository)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("githubRepository is '" + repository + "', expected OWNER/NAME");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(
            () ->
                GithubAccess.fromContext(
                    Map.of("githubEnvironment", "*", "githubProviderArn", "arn:aws:iam::1:role/x")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("3 problems");
  }
}
