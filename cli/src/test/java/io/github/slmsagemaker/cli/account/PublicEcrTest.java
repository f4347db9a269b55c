package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.cli.account.StandIn.Reply;
import io.github.slmsagemaker.http.proxy.Proxies;
import io.github.slmsagemaker.testkit.http.DeafProxy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PublicEcrTest {
  @Test
  void an_image_is_there_where_its_manifest_is() throws IOException {
    try (StandIn registry = new StandIn(PublicEcrTest::answer)) {
      PublicEcr ecr = new PublicEcr(registry.address(), new Proxies(Map.of()));

      assertThat(ecr.has("dlc/llama-cpp", "v1")).isTrue();
      assertThat(ecr.has("dlc/llama-cpp", "v2")).isFalse();
      assertThat(registry.requests())
          .contains("GET /token/ ", "HEAD /v2/dlc/llama-cpp/manifests/v1 ");
    }
  }

  @Test
  void a_registry_that_fails_is_no_answer() throws IOException {
    try (StandIn registry = new StandIn(request -> new Reply(503, "{}"))) {
      assertThatThrownBy(
              () -> new PublicEcr(registry.address(), new Proxies(Map.of())).has("a", "b"))
          .isInstanceOf(AccountFailure.class)
          .hasMessageContaining("cannot ask http://127.0.0.1");
    }
  }

  @Test
  void it_is_asked_through_the_proxy_that_the_environment_names() {
    try (DeafProxy proxy = DeafProxy.start()) {
      Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", proxy.address()));

      assertThatThrownBy(() -> new PublicEcr(proxies).has("a", "b"))
          .isInstanceOf(AccountFailure.class);
      assertThat(proxy.asked()).containsExactly("CONNECT public.ecr.aws:443");
    }
  }

  private static Reply answer(String request) {
    return request.contains("/token/")
        ? new Reply(200, "{\"token\": \"anybody\"}")
        : new Reply(request.contains("/v1 ") ? 200 : 404, "");
  }
}
