package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.http.HttpStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final Wire wire = new Wire();
  private final EventStream events = new EventStream(wire::open, NEVER);

  @Test
  void it_is_not_opened_by_being_made() {
    assertThat(wire.opened).isZero();
  }

  @Test
  void the_first_event_opens_it_and_later_ones_do_not() {
    events.event(bytes("1"));
    events.event(bytes("2"));

    assertThat(wire.opened).isEqualTo(1);
    assertThat(wire.written()).isEqualTo("data: 1\n\ndata: 2\n\n");
  }

  @Test
  void a_heartbeat_opens_it_too_and_is_a_line_that_clients_ignore() {
    events.heartbeat();

    assertThat(wire.opened).isEqualTo(1);
    assertThat(wire.written()).startsWith(":").endsWith("\n\n").doesNotContain("data");
  }

  @Test
  void done_is_the_last_line_and_no_heartbeat_follows() {
    events.event(bytes("1"));
    events.done();
    events.heartbeat();

    assertThat(wire.written()).isEqualTo("data: 1\n\ndata: [DONE]\n\n");
    assertThat(wire.ended).isTrue();
  }

  @Test
  void a_named_event_is_one_write_and_a_ping_takes_the_place_of_the_comment() {
    events.pingWith("ping", bytes("{}"));
    events.heartbeat();
    events.event("last", bytes("1"));
    events.end();
    events.heartbeat();

    assertThat(wire.written()).isEqualTo("event: ping\ndata: {}\n\nevent: last\ndata: 1\n\n");
    assertThat(wire.writes()).isEqualTo(2);
    assertThat(wire.ended).isTrue();
  }

  @Test
  void a_failure_before_it_opened_is_left_to_a_status() {
    assertThat(events.failed(() -> events.event(bytes("e")))).isFalse();
    events.heartbeat();

    assertThat(wire.opened).isZero();
  }

  @Test
  void a_failure_after_a_mere_heartbeat_is_an_event_without_done() {
    events.heartbeat();

    assertThat(events.failed(() -> events.event(bytes("e")))).isTrue();
    events.heartbeat();

    assertThat(wire.written()).endsWith("data: e\n\n").doesNotContain("[DONE]");
    assertThat(wire.ended).isTrue();
  }

  @Test
  void heartbeats_come_while_work_runs_and_end_with_it() {
    EventStream quick = new EventStream(wire::open, Duration.ofMillis(1));

    quick.whileAlive(() -> wire.awaitThreeWrites());
    int written = wire.writes();
    quick.event(bytes("1"));

    assertThat(written).isGreaterThanOrEqualTo(3);
    assertThat(wire.written()).contains("data: 1\n\n");
  }

  @Test
  void what_the_work_throws_is_thrown_on() {
    assertThatThrownBy(
            () ->
                events.whileAlive(
                    () -> {
                      throw new IllegalStateException("work");
                    }))
        .hasMessage("work");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A stream that keeps what is written. */
  private static final class Wire implements HttpStream {
    private final StringBuilder written = new StringBuilder();
    private final CountDownLatch writes = new CountDownLatch(3);
    private int count;
    private int opened;
    private boolean ended;

    HttpStream open() {
      opened++;
      return this;
    }

    @Override
    public synchronized void write(byte[] piece) {
      written.append(new String(piece, StandardCharsets.UTF_8));
      count++;
      writes.countDown();
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void abort() {
      throw new AssertionError("not expected");
    }

    synchronized String written() {
      return written.toString();
    }

    synchronized int writes() {
      return count;
    }

    void awaitThreeWrites() {
      try {
        assertThat(writes.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
