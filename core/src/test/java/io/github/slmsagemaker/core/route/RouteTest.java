package io.github.slmsagemaker.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteTest {
  @ParameterizedTest
  @CsvSource({
    "/health, HEALTH, ''",
    "/health/, HEALTH, ''",
    "/v1/models, MODELS, ''",
    "/v1/v1/models/, MODELS, ''",
    "/v1/chat/completions, CHAT_COMPLETIONS, ''",
    "/v1/v1/completions, COMPLETIONS, ''",
    "/v1/models/_demo, MODEL, _demo",
    "/v1/models/org/name:Q4_K_M, MODEL, org/name:Q4_K_M",
    "/v1/v1/models/org%2Fname%3aQ4/, MODEL, org/name:Q4",
    "/v1/models/%E6%A8%A1%E5%9E%8B-8b, MODEL, 模型-8b",
    "/v1/models/a+b%20c, MODEL, a+b c",
    "/v1/models/a..b, MODEL, a..b",
  })
  void a_path_is_found_however_base_urls_are_joined(String path, Route route, String parameter) {
    assertThat(Route.of(path)).hasValue(new Route.Match(route, parameter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/v1",
        "/v1/models//",
        "/v1/v1/v1/models",
        "/V1/models",
        "/v1/models/..",
        "/v1/models/%2e%2e/x",
        "/v1/models/a%5c..",
        "/v1/models/a//b",
        "/v1/models/%",
        "/v1/models/%zz",
        "/v1/models/a%00",
        "/v1/models/a%0d%0ab",
        "/healthy"
      })
  void any_other_path_is_none(String path) {
    assertThat(Route.of(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MODELS, GET, true",
    "MODELS, HEAD, true",
    "MODELS, get, false",
    "HEALTH, POST, false",
    "CHAT_COMPLETIONS, POST, true",
    "CHAT_COMPLETIONS, HEAD, false",
  })
  void a_get_is_a_head_too(Route route, String method, boolean taken) {
    assertThat(route.takes(method)).isEqualTo(taken);
  }

  @Test
  void the_allowed_methods_are_told_as_a_header_has_them() {
    assertThat(Route.MODEL.allow()).isEqualTo("GET, HEAD");
    assertThat(Route.COMPLETIONS.allow()).isEqualTo("POST");
  }

  @Test
  void all_paths_are_listed_in_a_sentence() {
    assertThat(Route.listed())
        .isEqualTo(
            "/v1/chat/completions, /v1/completions, /v1/responses, /v1/messages,"
                + " /v1/messages/count_tokens, /v1/models, /v1/models/{id}, /v1/usage or"
                + " /health");
  }
}
