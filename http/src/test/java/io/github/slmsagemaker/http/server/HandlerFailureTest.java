package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HandlerFailureTest {
  private static final HttpServerSettings DEFAULTS = HttpServerSettings.defaults();
  private static final String GET = head("GET /path?secret=1 HTTP/1.1", "Host: h");

  private final Logger logger = Logger.getLogger(HttpHandler.class.getPackageName());
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void record() {
    logger.addHandler(recorder);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopRecording() {
    logger.removeHandler(recorder);
    logger.setUseParentHandlers(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checked", "unchecked", "error", "no answer"})
  void a_handler_that_fails_is_answered_500_and_logged_once(String how) throws Exception {
    try (HttpServer server = HttpServer.start(DEFAULTS, (_, _) -> fail(how));
        RawClient client = new RawClient(server.port())) {
      for (int i = 1; i <= 2; i++) {
        client.send(GET);
        assertThat(client.readHead())
            .startsWith("HTTP/1.1 500 ")
            .contains("content-length: 28\r\n");
        assertThat(client.read(28)).isEqualTo("the server failed to answer\n");
        assertThat(recorder.messages)
            .hasSize(i)
            .last()
            .satisfies(HandlerFailureTest::tellsThePlace);
      }
    }
  }

  @Test
  void a_handler_that_fails_in_mid_stream_breaks_the_answer_off() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          reply.stream(200, Headers.none()).write("one".getBytes(UTF_8));
          throw new IOException("inner words");
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      client.readHead();
      assertThat(client.readToEnd()).isEqualTo("3\r\none\r\n");
      assertThat(recorder.messages).singleElement().satisfies(HandlerFailureTest::tellsThePlace);
    }
  }

  @Test
  void a_handler_that_forgets_to_end_its_stream_breaks_the_answer_off() throws Exception {
    HttpHandler handler =
        (_, reply) -> reply.stream(200, Headers.none()).write("one".getBytes(UTF_8));
    try (HttpServer server = HttpServer.start(DEFAULTS, handler);
        RawClient client = new RawClient(server.port())) {
      client.send(GET);
      client.readHead();
      assertThat(client.readToEnd()).isEqualTo("3\r\none\r\n");
      assertThat(recorder.messages).singleElement().satisfies(HandlerFailureTest::tellsThePlace);
    }
  }

  @Test
  void what_fails_because_the_client_hung_up_is_not_logged() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          CountDownLatch gone = new CountDownLatch(1);
          reply.onDisconnect(gone::countDown);
          working.countDown();
          gone.await();
          throw new IOException("interrupted by the hang-up");
        };
    try (HttpServer server = HttpServer.start(DEFAULTS, handler)) {
      try (RawClient client = new RawClient(server.port())) {
        client.send(GET);
        working.await();
      }
      assertThat(server.drain(Duration.ofSeconds(10))).isTrue();
      assertThat(recorder.messages).isEmpty();
    }
  }

  /** Kinds and places: neither what was asked for nor what an exception says. */
  private static void tellsThePlace(String message) {
    assertThat(message)
        .startsWith("failed to answer a request: java.")
        .contains(".java:")
        .doesNotContain("path", "secret", "inner words", "\n");
  }

  private static void fail(String how) throws IOException {
    switch (how) {
      case "checked" -> throw new IOException("inner words");
      case "unchecked" -> throw new IllegalStateException("inner words");
      case "error" -> throw new StackOverflowError("inner words");
      default -> assertThat(how).isEqualTo("no answer");
    }
  }

  /** Keeps the messages that are logged. */
  private static final class Recorder extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      messages.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
