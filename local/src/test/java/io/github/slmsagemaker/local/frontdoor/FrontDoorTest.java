package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.KEY;
import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FrontDoorTest {
  private final DoorFixture fixture = new DoorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/v1/models",
        "/v1/models/",
        "/v1/models/owner%2Fname",
        "/v1/models?a=1&b=%20",
        "//v1//models",
        "/v1/mod..els/...",
      })
  void a_path_reaches_the_invoker_as_it_came(String path) throws IOException {
    assertThat(fixture.get(path, bearer()).body()).isEqualTo("GET " + path + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%2e%2e/", "/v1/%2E%2e", "/v1/.%2e/models", "/v1/../health", "/v1/./models",
        "/v1/..%2fhealth", "/v1/..%5chealth", "/v1\\..\\health", "/v1/models%00", "/v1/%0d%0aX",
      })
  void a_path_that_climbs_is_404(String path) throws IOException {
    RawConnection.Answer answer = fixture.get(path, bearer());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(error(answer).get("type").asString()).isEqualTo("invalid_request_error");
    assertThat(fixture.invoker.requests()).isEmpty();
  }

  @ParameterizedTest(name = "Host: {0} is {1}")
  @CsvSource({
    "127.0.0.1:PORT, 200",
    "localhost:PORT, 200",
    "LOCALHOST:PORT, 200",
    "[::1]:PORT, 200",
    "localhost, 421",
    "localhost:1, 421",
    "evil.example:PORT, 421",
    "127.0.0.1.evil.example:PORT, 421",
    "localhost.:PORT, 421",
    "localhost:PORT@evil.example, 400",
    "0.0.0.0:PORT, 421",
    "127.0.0.2:PORT, 421",
    "'', 421",
  })
  void only_its_own_names_open_the_door(String host, int status) throws IOException {
    String name = host.replace("PORT", Integer.toString(fixture.door.port()));
    try (RawConnection connection = fixture.connect()) {
      RawConnection.Answer answer =
          connection
              .send("GET /v1/models HTTP/1.1\r\nHost: " + name + "\r\n" + bearer() + "\r\n")
              .answer();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("x-request-id")).isPresent();
      assertThat(fixture.invoker.requests()).hasSize(status == 200 ? 1 : 0);
    }
  }

  @Test
  void health_has_a_forged_host_refused_too() throws IOException {
    try (RawConnection connection = fixture.connect()) {
      assertThat(
              connection
                  .send("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                  .answer()
                  .status())
          .isEqualTo(421);
    }
  }

  @ParameterizedTest(name = "{0} with Host: {1} is {2}")
  @CsvSource({
    "http://127.0.0.1:PORT/v1/models, 127.0.0.1:PORT, 200",
    "HTTP://LOCALHOST:PORT/v1/models, localhost:PORT, 200",
    "http://evil.example/v1/models, evil.example, 421",
    "http://evil.example:PORT/v1/models, evil.example:PORT, 421",
    "http://evil.example/v1/models, 127.0.0.1:PORT, 400",
    "http://127.0.0.1:PORT/v1/models, evil.example, 400",
    "http://127.0.0.1:PORT/v1/models, localhost:PORT, 400",
    "http://user@127.0.0.1:PORT/v1/models, 127.0.0.1:PORT, 400",
  })
  void a_target_that_names_its_host_opens_no_other_door(String target, String host, int status)
      throws IOException {
    String port = Integer.toString(fixture.door.port());
    String head = "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(target, host, bearer());
    try (RawConnection connection = fixture.connect()) {
      assertThat(connection.send(head.replace("PORT", port)).answer().status()).isEqualTo(status);
      assertThat(fixture.invoker.requests()).hasSize(status == 200 ? 1 : 0);
    }
  }

  @Test
  void the_invokers_own_request_id_is_kept() throws IOException {
    fixture.invoker.answers(
        (request, reply) -> reply.send(503, Headers.of("X-Request-Id", "its-own"), new byte[0]));

    RawConnection.Answer answer = fixture.get("/v1/models", bearer());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("x-request-id")).contains("its-own");
  }

  @Test
  void requests_at_once_do_not_mix() throws Exception {
    List<Callable<RawConnection.Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String mine = "mine-" + i;
      calls.add(() -> fixture.call("POST /v1/" + mine, bearer(), mine.repeat(100)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawConnection.Answer>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        String mine = "mine-" + i;
        assertThat(answers.get(i).get().body())
            .isEqualTo("POST /v1/" + mine + " " + mine.repeat(100));
      }
    }
  }

  @Test
  void a_taken_port_is_one_line() {
    DoorSettings again = DoorSettings.of(fixture.door.port(), new ApiKey(KEY));

    assertThatThrownBy(() -> FrontDoor.open(again, fixture.invoker))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("port " + fixture.door.port())
        .hasMessageContaining("--port 0")
        .hasMessageNotContaining("\n");
  }

  @Test
  void it_listens_on_127_0_0_1_alone() {
    assertThatThrownBy(
            () -> new Socket(InetAddress.ofLiteral("127.0.0.2"), fixture.door.port()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void the_base_url_holds_the_port_in_use() {
    assertThat(fixture.door.baseUrl())
        .hasHost("127.0.0.1")
        .hasPort(fixture.door.port())
        .hasPath("/v1");
  }

  private static JsonNode error(RawConnection.Answer answer) {
    JsonNode error = JsonMapper.shared().readTree(answer.body()).get("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    return error;
  }
}
