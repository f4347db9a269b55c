package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is passed on while it comes. */
final class DoorStreamTest {
  private static final Headers EVENTS = Headers.of("Content-Type", "text/event-stream");

  private final DoorFixture fixture = new DoorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void each_piece_arrives_before_the_next_one_is_made() throws Exception {
    Semaphore next = new Semaphore(0);
    fixture.invoker.answers(
        (request, reply) -> {
          HttpStream stream = reply.stream(200, EVENTS);
          for (int i = 0; i < 5; i++) {
            stream.write(("data: " + i + "\n\n").getBytes(UTF_8));
            next.acquire();
          }
          stream.end();
        });

    try (RawConnection connection = ask()) {
      RawConnection.Answer head = connection.head();
      assertThat(head.header("content-type")).contains("text/event-stream");
      assertThat(head.header("x-request-id")).isPresent();
      for (int i = 0; i < 5; i++) {
        assertThat(new String(connection.chunk(), UTF_8)).isEqualTo("data: " + i + "\n\n");
        next.release();
      }
      assertThat(connection.chunk()).isEmpty();
    }
  }

  @Test
  void a_client_that_hangs_up_in_mid_stream_ends_the_call_of_the_invoker() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    fixture.invoker.answers(
        (request, reply) -> {
          reply.onDisconnect(gone::countDown);
          reply.stream(200, EVENTS).write("data: 1\n\n".getBytes(UTF_8));
          gone.await();
        });

    RawConnection connection = ask();
    connection.head();
    connection.chunk();
    connection.close();

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_client_that_hangs_up_before_an_answer_ends_the_call_of_the_invoker() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    fixture.invoker.answers(
        (request, reply) -> {
          reply.onDisconnect(gone::countDown);
          asked.countDown();
          gone.await();
        });

    RawConnection connection = ask();
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    connection.close();

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_stream_that_breaks_off_breaks_off_for_the_client() throws IOException {
    fixture.invoker.answers(
        (request, reply) -> {
          HttpStream stream = reply.stream(200, EVENTS);
          stream.write("data: 1\n\n".getBytes(UTF_8));
          stream.abort();
        });

    try (RawConnection connection = ask()) {
      connection.head();
      assertThat(new String(connection.chunk(), UTF_8)).isEqualTo("data: 1\n\n");
      assertThatThrownBy(connection::chunk).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_client_that_does_not_read_holds_the_invoker_back_and_gets_everything_later()
      throws Exception {
    byte[] piece = new byte[64 << 10];
    int pieces = 1_000;
    AtomicLong written = new AtomicLong();
    fixture.invoker.answers(
        (request, reply) -> {
          HttpStream stream = reply.stream(200, EVENTS);
          for (int i = 0; i < pieces; i++) {
            stream.write(piece);
            written.incrementAndGet();
          }
          stream.end();
        });

    try (RawConnection connection = ask()) {
      connection.head();
      assertThat(settled(written)).isLessThan(pieces);
      long bytes = 0;
      for (byte[] chunk = connection.chunk(); chunk.length > 0; chunk = connection.chunk()) {
        bytes += chunk.length;
      }
      assertThat(bytes).isEqualTo((long) pieces * piece.length);
    }
  }

  @Test
  void a_drained_door_lets_a_running_answer_end() throws Exception {
    Semaphore next = new Semaphore(0);
    fixture.invoker.answers(
        (request, reply) -> {
          HttpStream stream = reply.stream(200, EVENTS);
          stream.write("data: 1\n\n".getBytes(UTF_8));
          next.acquire();
          stream.write("data: 2\n\n".getBytes(UTF_8));
          stream.end();
        });

    try (RawConnection connection = ask()) {
      connection.head();
      connection.chunk();
      Thread draining = Thread.ofVirtual().start(() -> fixture.door.drain(Duration.ofSeconds(30)));
      next.release();
      assertThat(new String(connection.chunk(), UTF_8)).isEqualTo("data: 2\n\n");
      assertThat(connection.chunk()).isEmpty();
      draining.join();
    }
  }

  private RawConnection ask() throws IOException {
    return fixture
        .connect()
        .send("POST /v1/chat/completions HTTP/1.1\r\n" + fixture.host() + bearer() + "\r\n");
  }

  /** The count once it no longer grows. */
  private static long settled(AtomicLong count) throws InterruptedException {
    long before = -1;
    while (count.get() != before) {
      before = count.get();
      Thread.sleep(300);
    }
    return before;
  }
}
