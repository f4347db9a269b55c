package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DrainTest {
  private static final HttpServerSettings DEFAULTS = HttpServerSettings.defaults();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String GET = head("GET / HTTP/1.1", "Host: h");

  private final CountDownLatch working = new CountDownLatch(1);
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();
  private final CompletableFuture<Void> cutOff = new CompletableFuture<>();

  private final HttpHandler handler =
      (_, reply) -> {
        reply.onDisconnect(() -> cutOff.complete(null));
        working.countDown();
        goOn.get(20, TimeUnit.SECONDS);
        reply.send(200, Headers.none(), new byte[] {'o', 'k'});
      };

  @Test
  void a_running_exchange_is_completed_and_its_connection_closed() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      working.await();
      CompletableFuture<Boolean> drained = drain(server);
      awaitRefusal(server.port());
      assertThat(drained).isNotDone();
      goOn.complete(null);
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 200 OK")
          .contains("connection: close\r\n")
          .endsWith("\r\n\r\nok");
      assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_request_on_its_way_is_completed() throws Exception {
    goOn.complete(null);
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHo");
      Thread.sleep(200);
      CompletableFuture<Boolean> drained = drain(server);
      awaitRefusal(server.port());
      client.send("st: h\r\n\r\n");
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok");
      assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_idle_connection_is_closed() throws Exception {
    goOn.complete(null);
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient used = new RawClient(server.port());
        RawClient fresh = new RawClient(server.port())) {
      used.send(GET).readHead();
      used.read(2);
      assertThat(server.drain(PATIENCE)).isTrue();
      assertThat(used.readToEnd()).isEmpty();
      assertThat(fresh.readToEnd()).isEmpty();
    }
  }

  @Test
  void what_does_not_end_in_time_is_cut_off_and_its_client_told() throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      working.await();
      assertThat(server.drain(Duration.ofMillis(100), Duration.ofMillis(100))).isFalse();
      cutOff.get(10, TimeUnit.SECONDS);
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 503 ")
          .endsWith("\r\n\r\nthe server is shutting down\n");
      goOn.complete(null);
      assertThat(server.drain(PATIENCE)).isTrue();
    }
  }

  @Test
  void a_handler_that_hears_of_the_end_answers_for_itself() throws Exception {
    HttpHandler polite =
        (_, reply) -> {
          CountDownLatch stop = new CountDownLatch(1);
          reply.onStop(stop::countDown);
          HttpStream stream = reply.stream(200, Headers.none());
          working.countDown();
          stop.await();
          stream.write(new byte[] {'b', 'y', 'e'});
          stream.end();
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, polite);
        RawClient client = new RawClient(server.port())) {
      client.send(GET).readHead();
      working.await();
      assertThat(server.drain(Duration.ZERO, PATIENCE)).isFalse();
      assertThat(client.readToEnd()).isEqualTo("3\r\nbye\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf"})
  void a_request_that_does_not_come_whole_in_time_is_told_so(String part) throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(part);
      awaitBytes(server);
      assertThat(server.drain(Duration.ofMillis(100), PATIENCE)).isFalse();
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 503 ").contains("connection: close");
    }
  }

  @Test
  void an_answer_that_has_begun_and_does_not_end_is_cut() throws Exception {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    HttpHandler deaf =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          working.countDown();
          goOn.get(20, TimeUnit.SECONDS);
          seen.complete(catchThrowable(() -> stream.write(new byte[1])));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, deaf);
        RawClient client = new RawClient(server.port())) {
      client.send(GET).readHead();
      working.await();
      server.drain(Duration.ofMillis(100), Duration.ofMillis(100));
      assertThat(client.readToEnd()).isEmpty();
      goOn.complete(null);
      assertThat(seen.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  /** A request sent later on another connection was answered: what was sent before was read. */
  private void awaitBytes(HttpServer server) throws Exception {
    goOn.complete(null);
    for (int loop = 0; loop < 2; loop++) {
      try (RawClient other = new RawClient(server.port())) {
        other.send(GET).readHead();
      }
    }
  }

  private static CompletableFuture<Boolean> drain(HttpServer server) {
    return CompletableFuture.supplyAsync(() -> server.drain(PATIENCE));
  }

  private static void awaitRefusal(int port) throws Exception {
    boolean refused = false;
    while (!refused) {
      try (RawClient client = new RawClient(port)) {
        assertThat(client.readToEnd()).isEmpty();
      } catch (SocketException closed) {
        refused = closed instanceof ConnectException;
      }
    }
    assertThatThrownBy(() -> new RawClient(port).close()).isInstanceOf(ConnectException.class);
  }
}
