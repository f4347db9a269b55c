package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in browsers, as the Fetch standard has them ask and listen. */
final class CrossOriginTest {
  private static final String MINE = "https://chat.example.com";
  private static final String OTHER_OF_MINE = "http://localhost:3000";
  private static final String PREFLIGHT =
      String.join(
          "\r\n",
          "Access-Control-Request-Method: POST",
          "Access-Control-Request-Headers: authorization,content-type,x-stainless-os",
          "");

  private final FakeEngine engine = FakeEngine.saying("Hi");
  private final ApiServer api =
      ApiServer.over(EngineStack.of(engine), List.of(MINE, OTHER_OF_MINE));

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, POST",
    "/v1/v1/completions/, POST",
    "/v1/models, 'GET, HEAD'",
    "/v1/nothing, 'GET, HEAD, POST'",
  })
  void a_preflight_is_answered_without_a_key_or_a_body(String path, String methods)
      throws IOException {
    Answer answer = api.send("OPTIONS", path, "", "Origin: " + MINE + "\r\n" + PREFLIGHT);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("access-control-allow-origin")).contains(MINE);
    assertThat(answer.header("access-control-allow-methods")).contains(methods);
    assertThat(answer.header("access-control-allow-headers"))
        .contains("authorization,content-type,x-stainless-os");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
    assertThat(varies(answer))
        .contains("origin", "access-control-request-method", "access-control-request-headers");
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(engine.generations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {MINE, OTHER_OF_MINE})
  void a_reply_may_be_read_by_exactly_who_asks(String origin) throws IOException {
    Answer answer = chat(api, "Origin: " + origin + "\r\n", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("access-control-allow-origin")).contains(origin);
    assertThat(varies(answer)).contains("origin");
    assertThat(exposed(answer))
        .contains(
            "x-request-id",
            "retry-after",
            "x-should-retry",
            "x-slm-ignored",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens");
  }

  @Test
  void a_stream_and_every_error_may_be_read_too() throws IOException {
    String mine = "Origin: " + MINE + "\r\n";
    engine.then(Behaviour.fail(new Failure.ModelWarmingUp(Duration.ofSeconds(9), "cold")));

    for (Answer answer :
        List.of(
            chat(api, mine, ""),
            chat(api, mine, ",'stream':true"),
            chat(api, mine, ",'temperature':9"),
            api.send("GET", "/v1/nothing", "", mine),
            api.send("PUT", "/v1/models", "", mine))) {
      assertThat(answer.header("access-control-allow-origin")).as(answer.head()).contains(MINE);
      assertThat(exposed(answer)).contains("x-request-id", "retry-after");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://chat.example.com.evil.example",
        "http://chat.example.com",
        "https://chat.example.com:444",
        "https://CHAT.example.com",
        "null",
        "*",
        "https://chat.example.com, http://localhost:3000"
      })
  void another_origin_sees_what_it_would_without(String origin) throws IOException {
    Answer preflight =
        api.send("OPTIONS", "/v1/chat/completions", "", "Origin: " + origin + "\r\n" + PREFLIGHT);
    Answer answer = chat(api, "Origin: " + origin + "\r\n", "");

    assertThat(preflight.status()).isEqualTo(405);
    assertThat(answer.status()).isEqualTo(200);
    for (Answer one : List.of(preflight, answer)) {
      assertThat(one.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
      assertThat(varies(one)).as("caches serve both").contains("origin");
    }
  }

  @Test
  void two_origins_are_none() throws IOException {
    Answer answer = chat(api, "Origin: " + MINE + "\r\nOrigin: " + MINE + "\r\n", "");

    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void an_options_that_is_no_preflight_is_a_wrong_method() throws IOException {
    Answer answer = api.send("OPTIONS", "/v1/models", "", "Origin: " + MINE + "\r\n");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("access-control-allow-origin")).contains(MINE);
  }

  @Test
  void a_star_allows_every_page() throws IOException {
    try (ApiServer open = ApiServer.over(EngineStack.of(engine), List.of("*"))) {
      assertThat(
              chat(open, "Origin: https://any.example\r\n", "")
                  .header("access-control-allow-origin"))
          .contains("https://any.example");
    }
  }

  @Test
  void it_is_off_unless_origins_are_named() throws IOException {
    try (ApiServer closed = ApiServer.over(engine)) {
      Answer preflight =
          closed.send("OPTIONS", "/v1/models", "", "Origin: " + MINE + "\r\n" + PREFLIGHT);
      Answer answer = chat(closed, "Origin: " + MINE + "\r\n", "");

      assertThat(preflight.status()).isEqualTo(405);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-", "vary:");
    }
  }

  private static Answer chat(ApiServer api, String headers, String fields) throws IOException {
    return api.send(
        "POST",
        ApiServer.CHAT,
        ApiServer.chat(fields),
        headers + "Content-Type: application/json\r\n");
  }

  private static List<String> varies(Answer answer) {
    return names(answer.header("vary").orElse(""));
  }

  private static List<String> exposed(Answer answer) {
    return names(answer.header("access-control-expose-headers").orElse(""));
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip).toList();
  }
}
