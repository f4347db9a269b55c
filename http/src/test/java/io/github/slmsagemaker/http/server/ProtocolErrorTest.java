package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.ProtocolErrors;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ProtocolErrorTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Caps CAPS = new Caps(1000, 100, 256);
  private static final String GET_AND_CLOSE =
      head("GET / HTTP/1.1", "Host: h", "Connection: close");
  private static final String OK = "HTTP/1.1 200 OK";

  private final AtomicInteger handled = new AtomicInteger();
  private final HttpServerSettings settings =
      HttpServerSettings.defaults()
          .withCaps(CAPS)
          .withErrors(
              (error, detail) ->
                  new ProtocolErrors.Rendered(
                      Headers.of("X-Code", error.code()), detail.getBytes(UTF_8)));
  private HttpServer server = start(settings);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Requests are written with | for CR LF, ~ for LF, ^ for CR, # for NUL and _ for a tab. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "no request line;           hello||; 400; malformed_request",
        "no target;                 GET HTTP/1.1|Host: h||; 400; malformed_request",
        "a target that is no path;  GET x HTTP/1.1|Host: h||; 400; malformed_request",
        "CONNECT;                   CONNECT a:1 HTTP/1.1|Host: h||; 400; malformed_request",
        "no Host;                   GET / HTTP/1.1||; 400; malformed_request",
        "a query for a target;      GET ?a HTTP/1.1|Host: h||; 400; malformed_request",
        "a Host that is a path;     GET / HTTP/1.1|Host: h/a||; 400; malformed_request",
        "a Host of two words;       GET / HTTP/1.1|Host: h h||; 400; malformed_request",
        "a Host with a user;        GET / HTTP/1.1|Host: u@h||; 400; malformed_request",
        "a Host with a port's name; GET / HTTP/1.1|Host: h:http||; 400; malformed_request",
        "a Host list;               GET / HTTP/1.1|Host: a, b||; 400; malformed_request",
        "an IPv6 Host left open;    GET / HTTP/1.1|Host: [::1||; 400; malformed_request",
        "another host's target;     GET http://other/ HTTP/1.1|Host: h||; 400; malformed_request",
        "another port's target;     GET http://h:81/ HTTP/1.1|Host: h||; 400; malformed_request",
        "another scheme's port;     GET https://h/ HTTP/1.1|Host: h:80||; 400; malformed_request",
        "a target with a user;      GET http://h@h/ HTTP/1.1|Host: h||; 400; malformed_request",
        "a target without a host;   GET http:///a HTTP/1.1|Host: h||; 400; malformed_request",
        "a target without Host;     GET http://h/ HTTP/1.1||; 400; malformed_request",
        "two Hosts;                 GET / HTTP/1.1|Host: a|Host: b||; 400; malformed_request",
        "a folded header;           GET / HTTP/1.1|Host: h|A: b| c||; 400; malformed_request",
        "a header folded by a tab;  GET / HTTP/1.1|Host: h|A: b|_c||; 400; malformed_request",
        "a fold after empty lines;  ||GET / HTTP/1.1|Host: h|A: b| c||; 400; malformed_request",
        "NUL in a value;            GET / HTTP/1.1|Host: h|A: b#c||; 400; malformed_request",
        "CR in a value;             GET / HTTP/1.1|Host: h|A: b^c||; 400; malformed_request",
        "LF alone;                  GET / HTTP/1.1~Host: h~~; 400; malformed_request",
        "a space in a name;         GET / HTTP/1.1|Host: h|A B: c||; 400; malformed_request",
        "a space before the colon;  GET / HTTP/1.1|Host: h|A : c||; 400; malformed_request",
        "a line without a colon;    GET / HTTP/1.1|Host: h|A||; 400; malformed_request",
        "NUL in the target;         GET /# HTTP/1.1|Host: h||; 400; malformed_request",
        "an unknown coding;         POST / HTTP/1.1|Host: h|Transfer-Encoding: gzip, chunked||;"
            + " 400; malformed_request",
        "chunked twice;             POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|"
            + "Transfer-Encoding: chunked||; 400; malformed_request",
        "chunked not last;          POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked, x||;"
            + " 400; malformed_request",
        "chunked in HTTP/1.0;       POST / HTTP/1.0|Transfer-Encoding: chunked||;"
            + " 400; malformed_request",
        "a length that is no number; POST / HTTP/1.1|Host: h|Content-Length: 1x||;"
            + " 400; malformed_request",
        "a length with a sign;      POST / HTTP/1.1|Host: h|Content-Length: +1||;"
            + " 400; malformed_request",
        "a length below zero;       POST / HTTP/1.1|Host: h|Content-Length: -1||;"
            + " 400; malformed_request",
        "both lengths;              POST / HTTP/1.1|Host: h|Content-Length: 3|"
            + "Transfer-Encoding: chunked||0||; 400; ambiguous_length",
        "two lengths;               POST / HTTP/1.1|Host: h|Content-Length: 3|"
            + "Content-Length: 4||abc; 400; ambiguous_length",
        "two lengths in one;        POST / HTTP/1.1|Host: h|Content-Length: 3, 4||abc;"
            + " 400; malformed_request",
        "a chunk size of no number; POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||x|abc|0||;"
            + " 400; malformed_request",
        "a chunk size below zero;   POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||-1|abc|0||;"
            + " 400; malformed_request",
        "a chunk longer than said;  POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||1|abc|0||;"
            + " 400; malformed_request",
        "a body too large;          POST / HTTP/1.1|Host: h|Content-Length: 101||;"
            + " 413; request_too_large",
        "a body far too large;      POST / HTTP/1.1|Host: h|Content-Length: 9999999999999||;"
            + " 413; request_too_large",
        "another expectation;       POST / HTTP/1.1|Host: h|Expect: x|Content-Length: 1||;"
            + " 417; expectation_failed",
        "HTTP/2's preface;          PRI * HTTP/2.0||SM||; 505; version_not_supported",
        "HTTP/2;                    GET / HTTP/2.0|Host: h||; 505; version_not_supported",
        "HTTP/0.9;                  GET / HTTP/0.9|Host: h||; 505; version_not_supported",
      })
  void a_bad_request_is_answered_and_the_connection_closed(
      String label, String request, int status, String code) throws Exception {
    String answer = RawClient.exchange(server.port(), bytes(request));
    assertThat(answer)
        .as(label)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("X-Code: " + code + "\r\n")
        .contains("connection: close\r\n");
    assertThat(handled).hasValue(0);
  }

  @Test
  void what_follows_a_bad_request_is_not_handled() throws Exception {
    String smuggled = head("GET /smuggled HTTP/1.1", "Host: h");
    String answer =
        RawClient.exchange(server.port(), bytes("GET / HTTP/1.1|Host: h|A: b| c||") + smuggled);
    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("200 OK");
    assertThat(handled).hasValue(0);
  }

  @Test
  void a_fold_that_comes_in_a_packet_of_its_own_is_refused() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n");
      Thread.sleep(100);
      client.send(" folded\r\n\r\n");
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void a_body_may_look_like_a_folded_header() throws Exception {
    String body = "a\r\n b";
    try (RawClient client = new RawClient(server.port())) {
      client.send(head("POST / HTTP/1.1", "Host: h", "Content-Length: " + body.length()) + body);
      assertThat(client.readHead()).startsWith(OK);
    }
  }

  @Test
  void a_body_as_long_as_allowed_is_handled() throws Exception {
    String head = head("POST / HTTP/1.1", "Host: h", "Connection: close", "Content-Length: 100");
    assertThat(RawClient.exchange(server.port(), head + "x".repeat(100))).startsWith(OK);
  }

  @Test
  void a_chunked_body_too_large_is_refused() throws Exception {
    String chunks = head("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked") + "65\r\n";
    String answer = RawClient.exchange(server.port(), chunks + "x".repeat(101) + "\r\n0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("X-Code: request_too_large");
  }

  @Test
  void long_headers_are_refused() throws Exception {
    String request = head("GET / HTTP/1.1", "Host: h", "A: " + "x".repeat(1000));
    assertThat(RawClient.exchange(server.port(), request))
        .startsWith("HTTP/1.1 431 ")
        .contains("X-Code: headers_too_large");
  }

  @Test
  void a_long_request_line_is_refused() throws Exception {
    String request = head("GET /" + "x".repeat(20_000) + " HTTP/1.1", "Host: h");
    assertThat(RawClient.exchange(server.port(), request))
        .startsWith("HTTP/1.1 414 ")
        .contains("X-Code: uri_too_long");
  }

  @Test
  void a_client_that_goes_on_sending_gets_the_answer_and_no_reset() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      String head = head("POST / HTTP/1.1", "Host: h", "Content-Length: 9000000");
      client.send(head + "x".repeat(500_000));
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").endsWith("100 bytes");
    }
  }

  @Test
  void a_client_that_never_stops_sending_is_closed() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send(head("POST / HTTP/1.1", "Host: h", "Content-Length: 9000000"));
      while (client.sendOrGiveUp(new byte[1000])) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void heads_that_trickle_are_answered_408_and_others_are_served_meanwhile() throws Exception {
    restart(settings.withTimeouts(Timeouts.USUAL.withHead(Duration.ofMillis(900))));
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      slow.add(new RawClient(server.port()).send("GET / HTTP/1.1\r\nHost: h\r\nA: "));
    }
    for (int tick = 0; tick < 30; tick++) {
      slow.forEach(client -> client.sendOrGiveUp(new byte[] {'x'}));
      assertThat(get()).startsWith(OK);
      Thread.sleep(50);
    }
    for (RawClient client : slow) {
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 408 ")
          .contains("X-Code: request_timeout");
      client.close();
    }
  }

  @Test
  void the_head_of_a_later_request_has_its_own_time() throws Exception {
    restart(settings.withTimeouts(Timeouts.USUAL.withHead(SHORT)));
    try (RawClient client = new RawClient(server.port())) {
      client.send(head("GET / HTTP/1.1", "Host: h"));
      assertThat(client.readHead()).startsWith(OK);
      Thread.sleep(2 * SHORT.toMillis());
      client.send("GET / HT");
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void a_body_that_does_not_arrive_is_answered_408() throws Exception {
    restart(settings.withTimeouts(Timeouts.USUAL.withBody(SHORT)));
    String head = head("POST / HTTP/1.1", "Host: h", "Content-Length: 9");
    assertThat(RawClient.exchange(server.port(), head + "abc")).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void a_connection_without_a_byte_is_closed_in_silence() throws Exception {
    restart(settings.withTimeouts(Timeouts.USUAL.withHead(SHORT)));
    assertThat(RawClient.exchange(server.port(), "")).isEmpty();
  }

  @Test
  void a_connection_without_a_further_request_is_closed_in_silence() throws Exception {
    restart(settings.withTimeouts(Timeouts.USUAL.withIdle(SHORT)));
    try (RawClient client = new RawClient(server.port())) {
      client.send(head("HEAD / HTTP/1.1", "Host: h"));
      assertThat(client.readHead()).startsWith(OK);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void a_request_on_a_connection_too_many_is_answered_503() throws Exception {
    restart(settings.withCaps(CAPS.withConnections(2)));
    try (RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port())) {
      first.send(head("HEAD / HTTP/1.1", "Host: h"));
      assertThat(first.readHead()).startsWith(OK);
      second.send(head("HEAD / HTTP/1.1", "Host: h"));
      assertThat(second.readHead()).startsWith(OK);
      assertThat(get()).startsWith("HTTP/1.1 503 ").contains("X-Code: too_many_connections");
    }
  }

  @Test
  void connections_far_too_many_are_closed_at_once() throws Exception {
    restart(
        settings
            .withCaps(CAPS.withConnections(1))
            .withTimeouts(Timeouts.USUAL.withHead(Duration.ofMinutes(1))));
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 1 + HttpServer.EXCESS; i++) {
      clients.add(new RawClient(server.port()));
    }
    RawClient lastToBeTold = clients.getLast();
    lastToBeTold.send(GET_AND_CLOSE);
    assertThat(lastToBeTold.readHead()).startsWith("HTTP/1.1 503 ");
    try (RawClient beyond = new RawClient(server.port())) {
      assertThat(beyond.readToEnd()).isEmpty();
    }
    clients.forEach(RawClient::close);
  }

  private String get() throws Exception {
    return RawClient.exchange(server.port(), GET_AND_CLOSE);
  }

  private void restart(HttpServerSettings changed) {
    server.close();
    server = start(changed);
  }

  private HttpServer start(HttpServerSettings with) {
    return HttpServer.start(
        with,
        (_, reply) -> {
          handled.incrementAndGet();
          reply.send(200, Headers.none(), new byte[0]);
        });
  }

  private static String bytes(String request) {
    return request
        .replace("|", "\r\n")
        .replace('~', '\n')
        .replace('^', '\r')
        .replace('#', '\0')
        .replace('_', '\t');
  }
}
