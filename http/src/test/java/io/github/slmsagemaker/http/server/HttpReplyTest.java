package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.testkit.http.RawClient;
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
class HttpReplyTest {
  private static final HttpServerSettings DEFAULTS = HttpServerSettings.defaults();
  private static final String GET = head("GET / HTTP/1.1", "Host: h");

  @Test
  void each_piece_of_a_stream_arrives_when_it_is_written() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(201, Headers.of("A", "b"));
          stream.write("one".getBytes(UTF_8));
          goOn.get(10, TimeUnit.SECONDS);
          stream.write(new byte[0]);
          stream.write("two".getBytes(UTF_8));
          stream.end();
          stream.end();
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(client.readHead())
          .startsWith("HTTP/1.1 201 ")
          .contains("A: b\r\n", "transfer-encoding: chunked\r\n");
      assertThat(client.readChunk()).isEqualTo("one");
      goOn.complete(null);
      assertThat(client.readChunk()).isEqualTo("two");
      assertThat(client.readChunk()).isEmpty();
      client.send(GET);
      assertThat(client.readHead()).startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  void the_status_of_a_stream_arrives_before_its_first_piece() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          goOn.get(10, TimeUnit.SECONDS);
          stream.end();
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      goOn.complete(null);
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void a_streamed_answer_to_head_has_no_body_and_keeps_the_connection() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          stream.write("unseen".getBytes(UTF_8));
          stream.end();
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(head("HEAD / HTTP/1.1", "Host: h") + GET);
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.readChunk()).isEqualTo("unseen");
    }
  }

  @Test
  void an_aborted_stream_ends_without_its_last_chunk() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          stream.write("one".getBytes(UTF_8));
          stream.abort();
          assertThatThrownBy(() -> stream.write(new byte[1]))
              .isInstanceOf(IllegalStateException.class);
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      client.readHead();
      assertThat(client.readToEnd()).isEqualTo("3\r\none\r\n");
    }
  }

  @Test
  void a_hang_up_is_told_while_nothing_is_written() throws Exception {
    CompletableFuture<HttpReply> told = new CompletableFuture<>();
    CountDownLatch working = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          reply.onDisconnect(() -> told.complete(reply));
          working.countDown();
          told.get(10, TimeUnit.SECONDS);
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET);
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(told.get(1, TimeUnit.SECONDS).disconnected()).isTrue();
    }
  }

  @Test
  void a_hang_up_is_told_to_who_asks_late() throws Exception {
    CompletableFuture<Void> toldLate = new CompletableFuture<>();
    CountDownLatch working = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          CountDownLatch gone = new CountDownLatch(1);
          reply.onDisconnect(gone::countDown);
          working.countDown();
          gone.await();
          reply.onDisconnect(() -> toldLate.complete(null));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET);
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
      }
      toldLate.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_connection_that_was_reset_fails_every_way_to_answer() throws Exception {
    CompletableFuture<Throwable> onSend = new CompletableFuture<>();
    CompletableFuture<Throwable> onStream = new CompletableFuture<>();
    CountDownLatch working = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          CountDownLatch gone = new CountDownLatch(1);
          reply.onDisconnect(gone::countDown);
          working.countDown();
          gone.await();
          onStream.complete(catchThrowable(() -> reply.stream(200, Headers.none())));
          onSend.complete(catchThrowable(() -> reply.send(200, Headers.none(), new byte[1])));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
      client.reset();
      assertThat(onStream.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
      assertThat(onSend.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void a_client_that_sends_nothing_more_counts_as_leaving_and_is_answered_all_the_same()
      throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          CountDownLatch leaving = new CountDownLatch(1);
          reply.onDisconnect(leaving::countDown);
          leaving.await();
          reply.send(200, Headers.none(), new byte[] {'o', 'k'});
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET + GET).endSending();
      String answers = client.readToEnd();
      assertThat(answers).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok");
      assertThat(answers.split("HTTP/1.1 200 OK", -1)).as("both requests").hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf"})
  void a_request_that_breaks_off_is_told_so(String part) throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, (_, _) -> {});
        RawClient client = new RawClient(server.port())) {
      client.send(part).endSending();
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").contains("broke off");
    }
  }

  @Test
  void writing_to_a_client_that_hung_up_fails() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          failure.complete(
              catchThrowable(
                  () -> {
                    while (true) {
                      stream.write(new byte[1000]);
                    }
                  }));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET).readHead();
      }
      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void a_slow_reader_holds_the_writer_back() throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    HttpHandler handler = flood(written, failure);
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      long before;
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET).readHead();
        before = steady(written);
        assertThat(before).isLessThan(32 << 20);
        client.read((int) before);
        awaitMoreThan(before, written);
      }
      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void a_client_that_reads_nothing_is_dropped() throws Exception {
    AtomicLong written = new AtomicLong();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    HttpServerSettings settings =
        DEFAULTS.withTimeouts(Timeouts.USUAL.withWrite(Duration.ofMillis(300)));
    try (HttpServer server = HttpServer.start(settings, flood(written, failure));
        RawClient client = new RawClient(server.port())) {
      client.send(GET).readHead();
      assertThat(failure.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ClientGone.class)
          .hasMessageContaining("accepted nothing");
    }
  }

  @Test
  void a_client_that_does_not_read_an_answer_in_one_piece_is_dropped() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    HttpServerSettings settings =
        DEFAULTS.withTimeouts(Timeouts.USUAL.withWrite(Duration.ofMillis(300)));
    HttpHandler handler =
        (_, reply) ->
            failure.complete(
                catchThrowable(() -> reply.send(200, Headers.none(), new byte[64 << 20])));
    try (HttpServer server = HttpServer.start(settings, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET).readHead();
      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
    }
  }

  @Test
  void a_completed_answer_is_not_taken_for_a_hang_up() throws Exception {
    CompletableFuture<HttpReply> answered = new CompletableFuture<>();
    CompletableFuture<Void> told = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Boolean> disconnected = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          reply.onDisconnect(() -> told.complete(null));
          reply.send(200, Headers.none(), new byte[0]);
          answered.complete(reply);
          closed.await();
          disconnected.complete(reply.disconnected());
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET).readHead();
        answered.get(10, TimeUnit.SECONDS);
      }
      Thread.sleep(200);
      closed.countDown();
      assertThat(disconnected.get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(told).isNotDone();
    }
  }

  @Test
  void a_second_answer_is_refused() throws Exception {
    CompletableFuture<Throwable> second = new CompletableFuture<>();
    HttpHandler handler =
        (_, reply) -> {
          reply.send(200, Headers.none(), new byte[0]);
          second.complete(catchThrowable(() -> reply.stream(200, Headers.none())));
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET).readHead();
      assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static HttpHandler flood(AtomicLong written, CompletableFuture<Throwable> failure) {
    return (_, reply) -> {
      HttpStream stream = reply.stream(200, Headers.none());
      failure.complete(
          catchThrowable(
              () -> {
                while (true) {
                  stream.write(new byte[8 << 10]);
                  written.addAndGet(8 << 10);
                }
              }));
    };
  }

  /** Waits, up to the test's time limit, until the number has grown. */
  private static void awaitMoreThan(long before, AtomicLong number) throws InterruptedException {
    while (number.get() <= before) {
      Thread.sleep(10);
    }
  }

  /** Waits until the number stands still for half a second. */
  private static long steady(AtomicLong number) throws InterruptedException {
    long before = -1;
    while (number.get() != before) {
      before = number.get();
      Thread.sleep(500);
    }
    return before;
  }
}
