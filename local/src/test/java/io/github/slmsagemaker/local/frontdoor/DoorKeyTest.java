package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.KEY;
import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.testkit.keys.KeyCase;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may pass. */
final class DoorKeyTest {
  private final DoorFixture fixture = new DoorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_key_opens_as_it_does_at_the_deployed_authorizer(KeyCase presented) throws IOException {
    String headers = String.join("\r\n", presented.headers(KEY)) + "\r\n";
    RawConnection.Answer answer =
        fixture.call("POST /v1/x", headers.equals("\r\n") ? "" : headers, "hello");

    assertThat(answer.status()).isEqualTo(presented.opens() ? 200 : 401);
    assertThat(fixture.invoker.requests()).hasSize(presented.opens() ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer \r\n",
        "Authorization: KEY\r\n",
        "Authorization: Basic KEY\r\n",
        "Authorization: Bearer KEYx\r\n",
        "Authorization: Bearer slm-canary012345678\r\n",
        "Authorization: Bearer KEY\r\nx-api-key: other-key-0123456789\r\n",
        "Authorization: Basic abc\r\nx-api-key: KEY\r\n",
        "x-api-key: KEY\r\nx-api-key: other-key-0123456789\r\n",
        "x-api-key:\r\nAuthorization: Bearer KEY\r\n",
        "x-api-key: SLM-CANARY0123456789\r\n",
        "api-key: KEY\r\n",
        "Cookie: x-api-key=KEY\r\n",
        "Proxy-Authorization: Bearer KEY\r\n",
      })
  void anything_else_stays_outside(String headers) throws IOException {
    RawConnection.Answer answer =
        fixture.get("/v1/models?x-api-key=" + KEY, headers.replace("KEY", KEY));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(error(answer).get("code").asString()).isEqualTo("invalid_api_key");
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.header("www-authenticate")).contains("Bearer");
    assertThat(answer.body()).doesNotContain(KEY);
    assertThat(fixture.invoker.requests()).isEmpty();
  }

  @Test
  void health_is_open_and_carries_no_key() throws IOException {
    assertThat(fixture.get("/health", "").status()).isEqualTo(200);
    JsonNode identity = context(fixture.invoker.requests().getFirst()).get("identity");
    assertThat(identity.has("apiKey")).isFalse();
    assertThat(identity.has("apiKeyId")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/",
        "//health",
        "/healthz",
        "/HEALTH",
        "/v1/health",
        "/health%2f",
        "/health;x",
        "/v1/../health",
        "/%68ealth",
        "/health/../v1/models",
        "/health\\",
        "/",
      })
  void every_other_path_fails_closed(String path) throws IOException {
    assertThat(fixture.get(path, "").status()).isEqualTo(401);
    assertThat(fixture.invoker.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "OPTIONS", "PUT", "PATCH", "TRACE", "BREW"})
  void every_method_fails_closed_and_is_the_invokers_to_refuse(String method) throws IOException {
    assertThat(fixture.call(method + " /v1/models", "", "").status()).isEqualTo(401);
    assertThat(fixture.call(method + " /v1/models", bearer(), "").body())
        .startsWith(method + " /v1/models");
  }

  private static JsonNode error(RawConnection.Answer answer) {
    JsonNode error = JsonMapper.shared().readTree(answer.body()).get("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    return error;
  }

  private static JsonNode context(HttpRequest request) {
    return JsonMapper.shared()
        .readTree(request.headers().first("x-amzn-request-context").orElseThrow());
  }
}
