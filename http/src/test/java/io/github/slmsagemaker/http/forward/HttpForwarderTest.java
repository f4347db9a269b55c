package io.github.slmsagemaker.http.forward;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpForwarderTest {
  private static final HttpServerSettings DEFAULTS = HttpServerSettings.defaults();
  private static final String GET = head("GET / HTTP/1.1", "Host: h", "Connection: close");

  @Test
  void request_and_answer_pass_through_unchanged() throws Exception {
    CompletableFuture<HttpRequest> seen = new CompletableFuture<>();
    HttpHandler handler =
        (request, reply) -> {
          seen.complete(request);
          Headers headers = Headers.of("A", "1").with("a", "2").with("Keep-Alive", "max=1");
          reply.send(404, headers, "gone".getBytes(UTF_8));
        };
    try (HttpServer upstream = HttpServer.start(DEFAULTS, handler);
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.port()))) {
      String answer =
          RawClient.exchange(
              front.port(),
              head(
                      "POST //evil/%2e%2e/{x}?q=| HTTP/1.1",
                      "Host: h",
                      "X-Hop: dropped",
                      "X-End: kept",
                      "Connection: close, x-hop",
                      "Content-Length: 5")
                  + "hello");
      HttpRequest request = seen.get(10, TimeUnit.SECONDS);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("//evil/%2e%2e/{x}?q=|");
      assertThat(request.body()).isEqualTo("hello".getBytes(UTF_8));
      assertThat(request.headers().first("host")).contains("h");
      assertThat(request.headers().first("x-end")).contains("kept");
      assertThat(request.headers().has("x-hop")).isFalse();
      assertThat(answer)
          .startsWith("HTTP/1.1 404 Not Found\r\nA: 1\r\na: 2\r\n")
          .contains("content-length: 4\r\n")
          .doesNotContain("eep-Alive")
          .endsWith("\r\n\r\ngone");
    }
  }

  @Test
  void pieces_pass_through_when_they_come() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          stream.write("one".getBytes(UTF_8));
          goOn.get(10, TimeUnit.SECONDS);
          stream.write("two".getBytes(UTF_8));
          stream.end();
        };
    try (HttpServer upstream = HttpServer.start(DEFAULTS, handler);
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.port()));
        RawClient client = new RawClient(front.port())) {
      client.send(GET).readHead();
      assertThat(client.readChunk()).isEqualTo("one");
      goOn.complete(null);
      assertThat(client.readChunk()).isEqualTo("two");
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void head_and_no_content_pass_through() throws Exception {
    HttpHandler handler =
        (request, reply) ->
            reply.send(request.path().equals("/none") ? 204 : 200, Headers.none(), new byte[3]);
    try (HttpServer upstream = HttpServer.start(DEFAULTS, handler);
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.port()))) {
      String end = "Connection: close";
      assertThat(RawClient.exchange(front.port(), head("HEAD / HTTP/1.1", "Host: h", end)))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\n");
      assertThat(RawClient.exchange(front.port(), head("GET /none HTTP/1.1", "Host: h", end)))
          .startsWith("HTTP/1.1 204 No Content\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void a_hang_up_reaches_the_server_behind_within_a_second(boolean streamed) throws Exception {
    CompletableFuture<Void> told = new CompletableFuture<>();
    CountDownLatch working = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          reply.onDisconnect(() -> told.complete(null));
          if (streamed) {
            reply.stream(200, Headers.none()).write("one".getBytes(UTF_8));
          }
          working.countDown();
          told.get(10, TimeUnit.SECONDS);
        };
    try (HttpServer upstream = HttpServer.start(DEFAULTS, handler);
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.port()))) {
      try (RawClient client = new RawClient(front.port())) {
        client.send(GET);
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        if (streamed) {
          client.readHead();
          assertThat(client.readChunk()).isEqualTo("one");
        }
      }
      told.get(1, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_slow_reader_holds_back_the_server_behind() throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          try {
            while (true) {
              stream.write(new byte[8 << 10]);
              written.addAndGet(8 << 10);
            }
          } finally {
            stopped.complete(null);
          }
        };
    try (HttpServer upstream = HttpServer.start(DEFAULTS, handler);
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.port()))) {
      try (RawClient client = new RawClient(front.port())) {
        client.send(GET).readHead();
        long before = -1;
        while (written.get() != before) {
          before = written.get();
          Thread.sleep(500);
        }
        assertThat(before).isLessThan(64 << 20);
      }
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest(name = "before: {0}")
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        "not HTTP at all\r\n\r\n"
      })
  void an_answer_cut_or_spoilt_before_it_can_be_passed_on_is_an_error(String sent)
      throws Exception {
    assertThat(throughFront(sent)).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void an_interim_answer_is_not_taken_for_the_answer() throws Exception {
    String interim = head("HTTP/1.1 100 Continue");
    String sent = interim + head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
    assertThat(throughFront(sent)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok");
  }

  @Test
  void an_answer_cut_in_the_middle_is_cut_for_the_client_too() throws Exception {
    String sent = head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "3\r\none\r\n";
    assertThat(throughFront(sent)).endsWith("\r\n\r\n3\r\none\r\n");
  }

  @Test
  void a_server_that_does_not_exist_or_stays_silent_is_an_error() throws Exception {
    int closed;
    try (ServerSocket socket = listen()) {
      closed = socket.getLocalPort();
      try (HttpServer front =
          HttpServer.start(DEFAULTS, forwarding(socket.getLocalPort(), Duration.ofMillis(300)))) {
        assertThat(RawClient.exchange(front.port(), GET)).startsWith("HTTP/1.1 502 ");
      }
    }
    try (HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(closed))) {
      assertThat(RawClient.exchange(front.port(), GET)).startsWith("HTTP/1.1 502 ");
    }
  }

  /** What a client sees when the server behind sends these bytes and closes. */
  private static String throughFront(String sent) throws Exception {
    try (ServerSocket upstream = listen();
        HttpServer front = HttpServer.start(DEFAULTS, forwardingTo(upstream.getLocalPort()));
        RawClient client = new RawClient(front.port())) {
      client.send(GET);
      try (Socket socket = upstream.accept()) {
        byte[] request = new byte[1000];
        assertThat(socket.getInputStream().read(request)).isPositive();
        socket.getOutputStream().write(sent.getBytes(UTF_8));
      }
      return client.readToEnd();
    }
  }

  private static HttpHandler forwardingTo(int port) {
    return forwarding(port, Duration.ofSeconds(20));
  }

  private static HttpHandler forwarding(int port, Duration silence) {
    HttpForwarder forwarder =
        new HttpForwarder(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Duration.ofSeconds(2),
            silence);
    return (request, reply) -> {
      try {
        forwarder.forward(request, request.headers(), reply);
      } catch (IOException failure) {
        reply.send(502, Headers.none(), new byte[0]);
      }
    };
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }
}
