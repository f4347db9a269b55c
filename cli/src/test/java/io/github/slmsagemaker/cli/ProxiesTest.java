package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.http.DeafProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks somebody outside of this machine heeds the proxies that the environment names. */
final class ProxiesTest extends CommandStage {
  private static final String LOGIN = "login --issuer https://host.invalid --client slm";

  @ParameterizedTest
  @ValueSource(strings = {LOGIN, "chat"})
  void a_host_is_asked_through_the_proxy_for_it(String command) {
    try (DeafProxy proxy = DeafProxy.start()) {
      environment.put("HTTPS_PROXY", proxy.address());

      assertThat(runAt("https://host.invalid/v1", command)).isOne();
      assertThat(proxy.asked()).isNotEmpty().containsOnly("CONNECT host.invalid:443");
      assertThat(err.toString()).contains("host.invalid").doesNotContain("internal error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGIN, "chat"})
  void a_host_without_a_proxy_is_not(String command) {
    try (DeafProxy proxy = DeafProxy.start()) {
      environment.put("HTTPS_PROXY", proxy.address());
      environment.put("NO_PROXY", "host.invalid");

      assertThat(runAt("https://host.invalid/v1", command)).isOne();
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void a_proxy_that_cannot_be_used_is_one_line_without_its_value() {
    environment.put("HTTPS_PROXY", "http://canary:canary@proxy:1");

    assertThat(run(LOGIN.split(" "))).isOne();
    assertThat(err.toString())
        .startsWith("slm: https_proxy has a user's name")
        .contains("name the server in no_proxy")
        .doesNotContain("canary");
  }

  private int runAt(String url, String command) {
    environment.put("OPENAI_BASE_URL", url);
    environment.put("OPENAI_API_KEY", KEY);
    keyboard = new Pipe("Hi\n");
    return run(command.split(" "));
  }
}
