package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slow, greedy and malformed senders (promise P21). */
final class DoorLimitsTest {
  private final DoorFixture fixture = DoorFixture.impatient();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a head that stops, 'GET /v1/models HTTP/1.1|Ho'",
    "a head that has no end, 'GET /v1/models HTTP/1.1|Host: 127.0.0.1|'",
    "a body that stops, 'POST /v1/x HTTP/1.1|Host: h|Content-Length: 10||abc'",
    "a chunk that stops, 'POST /v1/x HTTP/1.1|Host: h|Transfer-Encoding: chunked||a|b'",
  })
  void a_slow_sender_is_408_and_closed(String what, String sent) throws IOException {
    try (RawConnection connection = fixture.connect()) {
      RawConnection.Answer answer = connection.send(lines(sent)).answer();

      assertThat(answer.status()).as(what).isEqualTo(408);
      assertRefusal(answer);
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void a_trickle_of_header_bytes_is_no_excuse() throws Exception {
    try (RawConnection connection = fixture.connect()) {
      connection.send("GET /v1/models HTTP/1.1\r\n");
      Thread trickle = Thread.ofVirtual().start(() -> trickle(connection));
      assertThat(connection.answer().status()).isEqualTo(408);
      trickle.interrupt();
      trickle.join();
    }
  }

  @Test
  void a_key_of_20_kb_is_431() throws IOException {
    RawConnection.Answer answer =
        fixture.get("/v1/models", "x-api-key: " + "k".repeat(20_000) + "\r\n");

    assertThat(answer.status()).isEqualTo(431);
    assertRefusal(answer);
  }

  @Test
  void a_body_at_the_cap_passes_and_one_byte_more_is_413() throws IOException {
    assertThat(fixture.call("POST /v1/x", bearer(), "b".repeat(10_000)).status()).isEqualTo(200);
    RawConnection.Answer answer = fixture.call("POST /v1/x", bearer(), "b".repeat(10_001));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("request_too_large");
    assertRefusal(answer);
    assertThat(fixture.invoker.requests()).hasSize(1);
  }

  @Test
  void a_chunked_body_over_the_cap_is_413() throws IOException {
    try (RawConnection connection = fixture.connect()) {
      connection.send(
          "POST /v1/x HTTP/1.1\r\n" + fixture.host() + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 3; i++) {
        connection.send("1388\r\n" + "b".repeat(5_000) + "\r\n");
      }

      assertThat(connection.answer().status()).isEqualTo(413);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "both length headers, 'Content-Length: 3|Transfer-Encoding: chunked|'",
    "both the other way round, 'Transfer-Encoding: chunked|Content-Length: 3|'",
    "two lengths, 'Content-Length: 3|Content-Length: 4|'",
    "a negative length, 'Content-Length: -3|'",
    "a coding that nobody knows, 'Transfer-Encoding: gzip, chunked|'",
    "a folded header, 'X-A: 1| b: 2|'",
    "a space before the colon, 'X-A : 1|'",
  })
  void an_ambiguous_request_is_400_and_closed(String what, String headers) throws IOException {
    try (RawConnection connection = fixture.connect()) {
      RawConnection.Answer answer =
          connection
              .send(
                  "POST /v1/x HTTP/1.1\r\n"
                      + fixture.host()
                      + bearer()
                      + lines(headers)
                      + "\r\nabc")
              .answer();

      assertThat(answer.status()).as(what).isEqualTo(400);
      assertRefusal(answer);
      assertThat(connection.isClosed()).isTrue();
      assertThat(fixture.invoker.requests()).isEmpty();
    }
  }

  @Test
  void connections_above_the_cap_are_503_and_later_ones_are_served() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RawConnection connection = fixture.connect();
      connection.send("GET /health HTTP/1.1\r\n" + fixture.host() + "\r\n");
      assertThat(connection.answer().status()).isEqualTo(200);
      open.add(connection);
    }
    RawConnection.Answer refused = fixture.get("/health", "");
    assertThat(refused.status()).isEqualTo(503);
    assertRefusal(refused);
    for (RawConnection connection : open) {
      connection.close();
    }

    while (fixture.get("/health", "").status() != 200) {
      Thread.sleep(5);
    }
  }

  @Test
  void an_idle_connection_is_closed() throws IOException {
    try (RawConnection connection = fixture.connect()) {
      connection.send("GET /health HTTP/1.1\r\n" + fixture.host() + "\r\n").answer();

      assertThat(connection.isClosed()).isTrue();
    }
  }

  /** Line ends stand as bars in the tables. */
  private static String lines(String text) {
    return text.replace("|", "\r\n");
  }

  private static void assertRefusal(RawConnection.Answer answer) {
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.body()).startsWith("{\"error\":{\"message\":");
  }

  private static void trickle(RawConnection connection) {
    try {
      while (true) {
        connection.send("X");
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
