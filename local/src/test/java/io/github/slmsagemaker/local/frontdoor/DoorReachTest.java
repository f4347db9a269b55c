package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.http.Headers;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and pages that were allowed beside this machine's own. */
final class DoorReachTest {
  private static final String PAGE = "http://localhost:3000";
  private static final String FROM_PAGE = "Origin: " + PAGE + "\r\n";
  private static final String PREFLIGHT =
      String.join(
          "\r\n",
          "Access-Control-Request-Method: POST",
          "Access-Control-Request-Headers: authorization,content-type",
          "");

  private final DoorFixture fixture =
      new DoorFixture(
          new Reach(
              List.of("host.docker.internal", "Tunnel.Example"),
              new Origins(List.of(PAGE, "https://chat.example.com"))));

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest(name = "Host: {0} is {1}")
  @CsvSource({
    "host.docker.internal, 200",
    "host.docker.internal:PORT, 200",
    "host.docker.internal:8080, 200",
    "HOST.docker.internal, 200",
    "tunnel.example, 200",
    "127.0.0.1:PORT, 200",
    "localhost:1, 421",
    "docker.internal, 421",
    "x.host.docker.internal, 421",
    "host.docker.internal.evil.example, 421",
    "host.docker.internal:, 421",
    "evil.example, 421",
    "'', 421",
  })
  void an_allowed_name_opens_with_any_port_and_others_do_not(String host, int status)
      throws IOException {
    String name = host.replace("PORT", Integer.toString(fixture.door.port()));
    try (RawConnection connection = fixture.connect()) {
      RawConnection.Answer answer =
          connection
              .send("GET /v1/models HTTP/1.1\r\nHost: " + name + "\r\n" + bearer() + "\r\n")
              .answer();

      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }
  }

  @Test
  void a_refused_name_is_told_the_option() throws IOException {
    try (RawConnection connection = fixture.connect()) {
      assertThat(connection.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").answer().body())
          .contains("--allow-host")
          .doesNotContain("evil.example");
    }
  }

  @Test
  void a_preflight_passes_without_a_key() throws IOException {
    RawConnection.Answer answer =
        fixture.call("OPTIONS /v1/chat/completions", FROM_PAGE + PREFLIGHT, "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
    assertThat(answer.header("access-control-allow-methods").orElse("")).contains("POST");
    assertThat(answer.header("access-control-allow-headers"))
        .contains("authorization,content-type");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
  }

  @Test
  void an_options_request_is_the_invokers_to_answer() throws IOException {
    assertThat(fixture.call("OPTIONS /v1/models", "", "").body()).startsWith("OPTIONS /v1/models");
  }

  @Test
  void the_page_may_read_answers_and_the_doors_own_errors() throws IOException {
    fixture.invoker.answers(
        (_, reply) -> reply.send(200, Headers.of("X-Request-Id", "r"), new byte[0]));

    assertReadable(fixture.get("/v1/models", bearer() + FROM_PAGE), 200);
    assertReadable(fixture.get("/v1/models", FROM_PAGE), 401);
    assertReadable(fixture.get("/v1/../models", bearer() + FROM_PAGE), 404);
    try (RawConnection connection = fixture.connect()) {
      assertReadable(
          connection
              .send("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n" + FROM_PAGE + "\r\n")
              .answer(),
          421);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3001"})
  void another_page_may_read_nothing(String origin) throws IOException {
    String from = "Origin: " + origin + "\r\n";

    assertThat(fixture.get("/v1/models", bearer() + from).header("access-control-allow-origin"))
        .isEmpty();
    assertThat(fixture.get("/v1/models", from).header("access-control-allow-origin")).isEmpty();
    assertThat(
            fixture
                .call("OPTIONS /v1/models", from + PREFLIGHT, "")
                .header("access-control-allow-origin"))
        .isEmpty();
  }

  @Test
  void without_origins_a_preflight_wants_a_key_like_everything_else() throws IOException {
    try (DoorFixture closed = new DoorFixture()) {
      RawConnection.Answer answer =
          closed.call("OPTIONS /v1/chat/completions", FROM_PAGE + PREFLIGHT, "");

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("access-control-allow-origin")).isEmpty();
      assertThat(answer.header("vary")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "http://host", "host:8080", "host/", "-host", "a b", "user@host"})
  void what_is_no_name_is_refused(String host) {
    assertThatThrownBy(() -> new Reach(List.of(host), Origins.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + host + "'")
        .hasMessageContaining("host.docker.internal");
  }

  private static void assertReadable(RawConnection.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("access-control-allow-origin")).contains(PAGE);
    assertThat(answer.header("vary")).contains("Origin");
    assertThat(answer.header("access-control-expose-headers").orElse(""))
        .contains("x-request-id", "retry-after", "x-slm-ignored", "x-ratelimit-");
  }
}
