package io.github.slmsagemaker.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The acceptance suite at a deployed URL, which costs what its requests cost. From the root of a
 * clone, with a deployment that takes API keys, or a token in place of the key:
 *
 * <pre>{@code
 * SLM_BASE_URL=https://.../v1 SLM_API_KEY="$(./slm key)" \
 *   mvn -pl acceptance -am verify -Dtest=EndpointIT -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class EndpointIT {
  static final String BASE_URL = "SLM_BASE_URL";
  static final String API_KEY = "SLM_API_KEY";

  @Test
  void the_whole_suite_passes_at_the_deployed_url() {
    Optional<String> baseUrl = setting(BASE_URL);
    assumeTrue(baseUrl.isPresent(), "no deployment is named: set " + BASE_URL + " and " + API_KEY);
    String key =
        setting(API_KEY)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        BASE_URL + " is set and " + API_KEY + " is not; set both or none"));

    System.out.println(Suite.WHOLE.pass(URI.create(baseUrl.get()), key) + " at the deployed URL");
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .filter(value -> !value.isBlank());
  }
}
