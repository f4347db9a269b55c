package io.github.slmsagemaker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DirectCallTest {
  private static final HttpRequest REQUEST =
      new HttpRequest(
          "GET",
          "/",
          Headers.none(),
          new byte[0],
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

  private final Parts parts = new Parts();

  @Test
  void an_answer_in_one_piece_comes_with_its_length() throws Exception {
    call((_, reply) -> reply.send(201, Headers.of("A", "b"), "body".getBytes(UTF_8)));

    assertThat(parts.next()).isEqualTo("201 [A: b, Content-Length: 4]");
    assertThat(parts.next()).isEqualTo("body");
    assertThat(parts.next()).isEqualTo("END");
  }

  @Test
  void a_stream_comes_piece_by_piece_and_waits_for_who_takes_it() throws Exception {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    call(
        (_, reply) -> {
          HttpStream stream = reply.stream(200, Headers.none());
          for (int i = 0; i < 3; i++) {
            written.incrementAndGet();
            first.countDown();
            stream.write(("piece " + i).getBytes(UTF_8));
          }
          stream.end();
        });

    assertThat(parts.next()).isEqualTo("200 []");
    first.await();
    assertThat(written).hasValue(1);
    assertThat(parts.next()).isEqualTo("piece 0");
    assertThat(parts.next()).isEqualTo("piece 1");
    assertThat(parts.next()).isEqualTo("piece 2");
    assertThat(parts.next()).isEqualTo("END");
  }

  @Test
  void a_handler_hears_that_its_caller_hung_up_and_reaches_nobody_any_more() throws Exception {
    CompletableFuture<Throwable> onSend = new CompletableFuture<>();
    CountDownLatch working = new CountDownLatch(1);
    DirectCall call =
        call(
            (_, reply) -> {
              CountDownLatch gone = new CountDownLatch(1);
              reply.onDisconnect(gone::countDown);
              working.countDown();
              gone.await();
              onSend.complete(catchThrowable(() -> reply.send(200, Headers.none(), new byte[1])));
            });
    working.await();
    call.hangUp();

    assertThat(onSend.get(10, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
  }

  @Test
  void a_handler_that_fails_is_a_500_before_the_status_and_a_break_after_it() throws Exception {
    call(
        (_, _) -> {
          throw new IllegalStateException("inner words");
        });
    assertThat(parts.next()).startsWith("500 ");
    assertThat(parts.next()).isEqualTo("the server failed to answer\n");
    assertThat(parts.next()).isEqualTo("END");

    call(
        (_, reply) -> {
          reply.stream(200, Headers.none());
          throw new IllegalStateException("inner words");
        });
    assertThat(parts.next()).isEqualTo("200 []");
    assertThat(parts.next()).isEqualTo("BROKEN");
  }

  private DirectCall call(HttpHandler handler) {
    return DirectCall.start(handler, REQUEST, parts);
  }

  /** Hands each part over to the test: the handler waits until it is taken. */
  private static final class Parts implements ReplySink {
    private final BlockingQueue<String> taken = new SynchronousQueue<>();

    String next() throws InterruptedException {
      String part = taken.poll(10, TimeUnit.SECONDS);
      assertThat(part).isNotNull();
      return part;
    }

    @Override
    public void head(int status, Headers headers) {
      hand(status + " " + headers.fields().stream().map(f -> f.name() + ": " + f.value()).toList());
    }

    @Override
    public void piece(byte[] bytes) {
      hand(new String(bytes, UTF_8));
    }

    @Override
    public void end() {
      hand("END");
    }

    @Override
    public void broken() {
      hand("BROKEN");
    }

    private void hand(String part) {
      try {
        taken.put(part);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
