package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpServerTest {
  private static final HttpServerSettings DEFAULTS = HttpServerSettings.defaults();

  private static final HttpHandler ECHO =
      (request, reply) ->
          reply.send(
              200,
              Headers.of("X-Target", request.target()),
              (request.method() + " " + new String(request.body(), UTF_8)).getBytes(UTF_8));

  @Test
  void a_request_reaches_the_handler_as_it_was_sent() throws Exception {
    CompletableFuture<HttpRequest> seen = new CompletableFuture<>();
    HttpHandler handler =
        (request, reply) -> {
          seen.complete(request);
          reply.send(204, Headers.none(), new byte[0]);
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      RawClient.exchange(
          server.port(),
          head(
                  "POST /v1/%2e%2e/x%20y?a=1&b=%00 HTTP/1.1",
                  "host: h", "X-Two: 1", "x-two: 2", "Connection: close", "Content-Length: 5")
              + "hello");
      HttpRequest request = seen.get(10, TimeUnit.SECONDS);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/v1/%2e%2e/x%20y");
      assertThat(request.query()).isEqualTo(Optional.of("a=1&b=%00"));
      assertThat(request.headers().all("X-TWO")).containsExactly("1", "2");
      assertThat(request.body()).isEqualTo("hello".getBytes(UTF_8));
      assertThat(request.remote().getAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void an_absolute_target_counts_as_its_path() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO)) {
      assertThat(get(server, "http://h:80/a?b")).contains("X-Target: /a?b\r\n");
      assertThat(get(server, "HTTP://H")).contains("X-Target: /\r\n");
      assertThat(get(server, "http://h?b")).contains("X-Target: /?b\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h", "h:8080", "H.example.", "127.0.0.1:1", "[::1]:80", "[fe80::1]", ""})
  void a_host_may_be_any_name_or_address(String host) throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO)) {
      assertThat(
              RawClient.exchange(
                  server.port(),
                  "GET /a HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void an_old_client_names_the_host_in_the_target_alone() throws Exception {
    CompletableFuture<Optional<String>> host = new CompletableFuture<>();
    HttpHandler handler =
        (request, reply) -> {
          host.complete(request.headers().first("host"));
          reply.send(200, Headers.none(), new byte[0]);
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      RawClient.exchange(server.port(), "GET http://Other:8/a HTTP/1.0\r\n\r\n");
      assertThat(host.get(10, TimeUnit.SECONDS)).hasValue("Other:8");
    }
  }

  @Test
  void a_connection_serves_one_request_after_another() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO);
        RawClient client = new RawClient(server.port())) {
      for (String name : new String[] {"one", "two", "three"}) {
        client.send("GET /" + name + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK").contains("X-Target: /" + name);
        assertThat(client.read(4)).isEqualTo("GET ");
      }
    }
  }

  @Test
  void pipelined_requests_are_answered_one_by_one_in_order() throws Exception {
    CompletableFuture<Void> firstMayAnswer = new CompletableFuture<>();
    HttpHandler handler =
        (request, reply) -> {
          if (request.path().equals("/0")) {
            firstMayAnswer.get(10, TimeUnit.SECONDS);
          }
          reply.send(200, Headers.none(), request.path().getBytes(UTF_8));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        requests.append(
            "POST /%d HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc".formatted(i));
      }
      client.send(requests.toString());
      firstMayAnswer.complete(null);
      for (int i = 0; i < 200; i++) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
        String path = "/" + i;
        assertThat(client.read(path.length())).isEqualTo(path);
      }
    }
  }

  @Test
  void a_chunked_body_is_put_together() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO)) {
      String answer =
          RawClient.exchange(
              server.port(),
              head("POST / HTTP/1.1", "Host: h", "Connection: close", "Transfer-Encoding: chunked")
                  + head("3;note=x", "abc", "A", "0123456789", "0", "Trailer: dropped"));
      assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("POST abc0123456789");
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_for_the_body_is_asked() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO);
        RawClient client = new RawClient(server.port())) {
      client.send(head("POST / HTTP/1.1", "Host: h", "Expect: 100-continue", "Content-Length: 2"));
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("ok");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.read(7)).isEqualTo("POST ok");
    }
  }

  @Test
  void a_body_too_large_is_refused_before_it_is_asked_for() throws Exception {
    try (HttpServer server =
        HttpServer.start(DEFAULTS.withCaps(Caps.USUAL.withBodyBytes(10)), ECHO)) {
      String answer =
          RawClient.exchange(
              server.port(),
              head("POST / HTTP/1.1", "Host: h", "Expect: 100-continue", "Content-Length: 11"));
      assertThat(answer).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }
  }

  @Test
  void the_answer_to_head_has_the_length_and_no_body() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO);
        RawClient client = new RawClient(server.port())) {
      client.send(head("HEAD /a HTTP/1.1", "Host: h"));
      assertThat(client.readHead()).contains("content-length: 5\r\n");
      client.send(head("GET /b HTTP/1.1", "Host: h"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK").contains("X-Target: /b");
    }
  }

  @Test
  void http_1_0_gets_an_answer_without_chunks_and_a_close() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          stream.write("abc".getBytes(UTF_8));
          stream.end();
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      String answer = RawClient.exchange(server.port(), head("GET / HTTP/1.0"));
      assertThat(answer).endsWith("\r\n\r\nabc").doesNotContainIgnoringCase("transfer-encoding");
    }
  }

  @Test
  void the_server_frames_the_answer_whatever_the_handler_says() throws Exception {
    Headers meddling =
        Headers.of("Content-Length", "99")
            .with("Transfer-Encoding", "chunked")
            .with("Connection", "close");
    HttpHandler handler = (_, reply) -> reply.send(200, meddling, "abc".getBytes(UTF_8));
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(head("GET / HTTP/1.1", "Host: h"));
      assertThat(client.readToEnd())
          .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabc");
    }
  }

  @Test
  void a_port_in_use_is_named() {
    try (HttpServer server = HttpServer.start(DEFAULTS, ECHO)) {
      assertThatThrownBy(() -> HttpServer.start(DEFAULTS.withPort(server.port()), ECHO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + server.port())
          .hasMessageContaining("choose another port");
    }
  }

  private static String get(HttpServer server, String target) throws Exception {
    return RawClient.exchange(
        server.port(), "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  }
}
