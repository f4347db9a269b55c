package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.ProtocolError;
import io.github.slmsagemaker.http.ProtocolErrors.Rendered;
import io.github.slmsagemaker.testkit.http.RawClient;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ApiErrorsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @EnumSource
  void every_error_of_the_server_is_openais_object_with_a_request_id(ProtocolError error) {
    Rendered rendered = ApiErrors.render(error, "the detail");

    JsonNode body = JSON.readTree(rendered.body()).path("error");
    assertThat(body.propertyNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(body.path("code").asString()).isNotEmpty();
    assertThat(rendered.headers().first("content-type")).contains("application/json");
    assertThat(rendered.headers().first("x-request-id")).isPresent();
  }

  @Test
  void a_defect_of_a_handler_says_nothing_of_the_inside() {
    Rendered rendered = ApiErrors.render(ProtocolError.HANDLER_FAILED, "the detail");

    assertThat(new String(rendered.body(), StandardCharsets.UTF_8))
        .doesNotContain("the detail")
        .contains("internal_error");
  }

  @Test
  void two_lengths_are_refused_in_the_form_of_every_error() throws IOException {
    try (ApiServer api = ApiServer.over(FakeEngine.saying("Hi"))) {
      Answer answer =
          Answer.of(
              RawClient.exchange(
                  api.port(),
                  RawClient.head(
                      "POST " + ApiServer.CHAT + " HTTP/1.1",
                      "Host: localhost",
                      "Content-Length: 2",
                      "Transfer-Encoding: chunked")));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("protocol_violation");
      assertThat(answer.header("x-request-id")).isPresent();
    }
  }
}
