package io.github.slmsagemaker.acceptance.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.invoker.api.ApiErrors;
import io.github.slmsagemaker.http.server.Caps;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.http.server.Timeouts;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.frontdoor.PlanLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no HTTP client sends; none of them reaches the engine. */
@ExtendWith(Doors.Opened.class)
final class RawRequestTest {
  private static final String CHAT = "POST /v1/chat/completions HTTP/1.1|Host: %s|%s";
  private static final Timeouts SLOW =
      Timeouts.USUAL.withHead(Duration.ofMillis(300)).withBody(Duration.ofMillis(300));

  private final Doors doors;
  private final int engineCalls;

  RawRequestTest(Doors doors) {
    this.doors = doors;
    this.engineCalls = doors.engineCalls();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of(
            "both length headers",
            CHAT + "Content-Length: 3|Transfer-Encoding: chunked||3|abc|0||",
            400),
        Arguments.of("two lengths", CHAT + "Content-Length: 3|Content-Length: 4||abcd", 400),
        Arguments.of("a coding nobody knows", CHAT + "Transfer-Encoding: gzip, chunked||0||", 400),
        Arguments.of("a folded header", CHAT + "X-A: 1| b: 2||", 400),
        Arguments.of("a key of 20 KB", CHAT + "x-api-key: " + "k".repeat(20_000) + "||", 431),
        Arguments.of("a path of 20 KB", "GET /" + "p".repeat(20_000) + " HTTP/1.1|Host: %s||", 414),
        Arguments.of("another protocol", "GET / HTTP/3.0|Host: %s|%s|", 505),
        Arguments.of(
            "a chunked body over the cap",
            CHAT + "Transfer-Encoding: chunked||200001|" + "b".repeat((2 << 20) + 1) + "|0||",
            413));
  }

  @ParameterizedTest(name = "{0} is {2}")
  @MethodSource("unreadable")
  void is_refused_alike_and_closed(String what, String form, int status) throws IOException {
    Wire.Reply byAdapter = refusal(doors.stage().invoker().address(), form, "");
    Wire.Reply byFrontDoor = refusal(Wire.local(frontDoor()), form, key());

    assertRefusal(byAdapter, status);
    assertRefusal(byFrontDoor, status);
    assertThat(byFrontDoor.body()).isEqualTo(byAdapter.body());
    assertThat(doors.engineCalls()).isEqualTo(engineCalls);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a head that stops, 'POST /v1/chat/completions HTTP/1.1|Ho'",
    "a head without an end, 'POST /v1/chat/completions HTTP/1.1|Host: h|'",
    "a body that stops, 'POST /v1/chat/completions HTTP/1.1|Host: h|Content-Length: 9||{'",
  })
  void a_slow_sender_is_408_alike_and_closed(String what, String sent) throws IOException {
    HttpServerSettings slow =
        HttpServerSettings.defaults().withTimeouts(SLOW).withErrors(ApiErrors::render);
    try (HttpServer server = HttpServer.start(slow, (request, reply) -> unreachable());
        FrontDoor door = impatientDoor()) {
      Wire.Reply byAdapter = refusal(Wire.local(server.port()), sent, "");
      Wire.Reply byFrontDoor = refusal(Wire.local(door.port()), sent, "");

      assertRefusal(byAdapter, 408);
      assertRefusal(byFrontDoor, 408);
      assertThat(byFrontDoor.body()).isEqualTo(byAdapter.body());
      assertThat(doors.engineCalls()).isEqualTo(engineCalls);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1:1", "127.0.0.1.evil.example:%d", ""})
  void a_forged_host_is_421(String host) throws IOException {
    String head =
        "GET /v1/models HTTP/1.1|Host: " + host.formatted(frontDoor()) + "|" + key() + "|";
    Wire.Reply reply = Wire.exchange(Wire.local(frontDoor()), lines(head), new byte[0]);

    assertRefusal(reply, 421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/chat/completions",
        "POST /v1/completions",
        "GET /v1/models",
        "GET /v1/models/slm-demo",
        "GET /v1/nothing",
        "DELETE /"
      })
  void every_route_but_health_fails_closed(String route) throws IOException {
    String form = route + " HTTP/1.1|Host: 127.0.0.1:%d|%s|";
    for (String key : new String[] {"", "Authorization: Bearer slm-00000000000000000000|"}) {
      Wire.Reply reply =
          Wire.exchange(
              Wire.local(frontDoor()), lines(form.formatted(frontDoor(), key)), new byte[0]);

      assertRefusal(reply, 401);
      assertThat(reply.body()).contains("invalid_api_key");
      assertThat(reply.header("www-authenticate")).isPresent();
    }
    assertThat(doors.engineCalls()).isEqualTo(engineCalls);
  }

  @Test
  void health_needs_no_key() throws IOException {
    String head = "GET /health HTTP/1.1|Host: 127.0.0.1:" + frontDoor() + "||";

    Wire.Reply reply = Wire.exchange(Wire.local(frontDoor()), lines(head), new byte[0]);
    assertThat(reply.status()).isEqualTo(200);
  }

  private FrontDoor impatientDoor() {
    return FrontDoor.open(
        DoorSettings.of(0, doors.stage().key())
            .withPlan(PlanLimits.generous())
            .withLimits(SLOW, Caps.USUAL),
        doors.stage().invoker().handler());
  }

  /** The reply, after which the server must close. */
  private static Wire.Reply refusal(InetSocketAddress server, String form, String key)
      throws IOException {
    String host = "127.0.0.1:" + server.getPort();
    try (Wire wire = new Wire(server)) {
      wire.send(lines(form.formatted(host, key)).getBytes(ISO_8859_1));
      Wire.Reply reply = wire.reply();
      assertThat(wire.closed()).as("closed").isTrue();
      return reply;
    }
  }

  private static void assertRefusal(Wire.Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("content-type")).contains("application/json");
    assertThat(reply.header("x-request-id")).isPresent();
    assertThat(reply.body()).startsWith("{\"error\":{\"message\":");
  }

  private int frontDoor() {
    return doors.stack().baseUrl().getPort();
  }

  private String key() {
    return "Authorization: Bearer " + doors.stage().key().value() + "|";
  }

  /** Line ends stand as bars in the tables. */
  private static String lines(String text) {
    return text.replace("|", "\r\n");
  }

  private static void unreachable() {
    throw new AssertionError("a handler was asked for a request that never arrived");
  }
}
