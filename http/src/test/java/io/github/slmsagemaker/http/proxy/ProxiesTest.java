package io.github.slmsagemaker.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static Map<String, String> environment(String text) {
    return Stream.of(text.split(" "))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPS_PROXY=http://p:3128 | https://a.test/x | HTTP @ p/<unresolved>:3128",
        "https_proxy=p:3128 HTTPS_PROXY=http://q:1 | https://a.test/x | HTTP @ p/<unresolved>:3128",
        "HTTP_PROXY=http://p | http://a.test/x | HTTP @ p/<unresolved>:80",
        "ALL_PROXY=socks5://p | https://a.test/x | SOCKS @ p/<unresolved>:1080",
        "HTTPS_PROXY=http://p:1 NO_PROXY=a.test | https://a.test/x | DIRECT",
        "HTTPS_PROXY=http://p:1 no_proxy=b,.test | https://a.test/x | DIRECT",
        "HTTPS_PROXY=http://p:1 NO_PROXY=* | https://a.test/x | DIRECT",
        "HTTPS_PROXY=http://p:1 NO_PROXY=a.test:443 | https://a.test/x | DIRECT",
        "HTTPS_PROXY=http://p:1 NO_PROXY=a.test:80 | https://a.test/x | HTTP @ p/<unresolved>:1",
        "HTTPS_PROXY=http://p:1 NO_PROXY=test | https://atest/x | HTTP @ p/<unresolved>:1",
        "HTTP_PROXY=http://p:1 | http://127.0.0.1:9/x | DIRECT",
        "HTTP_PROXY=http://p:1 | http://localhost:9/x | DIRECT",
        "HTTP_PROXY=http://p:1 | http://[::1]:9/x | DIRECT"
      })
  void the_environment_decides(String environment, String address, String proxy) {
    assertThat(new Proxies(environment(environment)).to(URI.create(address)).map(Proxy::toString))
        .contains(proxy);
  }

  @Test
  void without_a_variable_the_jvm_decides() {
    assertThat(new Proxies(Map.of("HTTP_PROXY", "http://p:1")).to(URI.create("https://a.test/")))
        .isEmpty();
  }

  @Test
  void the_jdks_client_is_told_the_same_and_never_passes_a_socks_proxy_by() {
    URI address = URI.create("https://a.test/");

    assertThat(new Proxies(Map.of("HTTPS_PROXY", "http://p:1")).select(address))
        .hasToString("[HTTP @ p/<unresolved>:1]");
    assertThat(new Proxies(Map.of()).select(address)).containsExactly(Proxy.NO_PROXY);
    assertThatThrownBy(() -> new Proxies(Map.of("ALL_PROXY", "socks5://p")).select(address))
        .isInstanceOf(UnusableProxyException.class)
        .hasMessage(
            "the proxy to a.test is a SOCKS proxy, which only downloads of models go through;"
                + " name one of HTTP in https_proxy, or name the server in no_proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:canary@p:1", "https://p:1", "http://", "canary canary"})
  void what_cannot_be_used_is_said_without_its_value(String value) {
    Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", value));
    assertThatThrownBy(() -> proxies.to(URI.create("https://a.test/")))
        .isInstanceOf(UnusableProxyException.class)
        .hasMessageContaining("https_proxy")
        .hasMessageNotContaining("canary");
  }
}
