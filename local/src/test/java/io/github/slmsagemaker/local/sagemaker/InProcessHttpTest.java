package io.github.slmsagemaker.local.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.internal.http.async.SimpleHttpContentPublisher;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** What the SDK and a function see of each other. */
@Timeout(60)
final class InProcessHttpTest {
  private static final byte[] PIECE = "piece".getBytes(UTF_8);

  @Test
  void the_function_gets_the_request_and_the_sdk_the_answer() throws Exception {
    AtomicReference<HttpRequest> seen = new AtomicReference<>();
    Caller caller = new Caller(Long.MAX_VALUE);

    ask(
            (request, reply) -> {
              seen.set(request);
              reply.send(418, Headers.of("X-A", "1").with("X-A", "2"), "tea".getBytes(UTF_8));
            },
            caller)
        .get();

    HttpRequest request = seen.get();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/endpoints/a%2Fb/invocations?q=%20");
    assertThat(request.headers().all("x-many")).containsExactly("1", "2");
    assertThat(request.body()).asString(UTF_8).isEqualTo("body");
    assertThat(caller.head().statusCode()).isEqualTo(418);
    assertThat(caller.head().matchingHeaders("X-A")).containsExactly("1", "2");
    assertThat(caller.head().firstMatchingHeader("Content-Length")).contains("3");
    assertThat(caller.body.toString(UTF_8)).isEqualTo("tea");
    assertThat(caller.completed).isTrue();
  }

  @Test
  void an_answer_without_a_body_ends() throws Exception {
    Caller caller = new Caller(0);

    ask((_, reply) -> reply.send(200, Headers.none(), new byte[0]), caller).get();

    assertThat(caller.completed).isTrue();
  }

  @Test
  void a_piece_is_written_when_the_sdk_asks_for_it_and_not_before() throws Exception {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    Caller caller = new Caller(0);
    CompletableFuture<Void> exchange =
        ask(
            (_, reply) -> {
              HttpStream stream = reply.stream(200, Headers.none());
              begun.countDown();
              for (int i = 0; i < 5; i++) {
                stream.write(PIECE);
                written.incrementAndGet();
              }
              stream.end();
            },
            caller);
    begun.await();

    for (int asked = 0; asked <= 5; asked++) {
      assertThat(settled(written)).isEqualTo(asked);
      caller.request(1);
    }
    exchange.get();
    assertThat(caller.body.size()).isEqualTo(5 * PIECE.length);
  }

  @Test
  void a_caller_that_hangs_up_is_heard_of_before_an_answer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CompletableFuture<Void> exchange =
        ask(
            (_, reply) -> {
              reply.onDisconnect(gone::countDown);
              asked.countDown();
              gone.await();
              assertThat(reply.disconnected()).isTrue();
              try {
                reply.stream(200, Headers.none());
              } catch (ClientGone expected) {
                thrown.set(expected);
              }
            },
            new Caller(0));
    asked.await();
    exchange.cancel(true);

    gone.await();
    while (thrown.get() == null) {
      Thread.sleep(2);
    }
  }

  @Test
  void a_caller_that_hangs_up_frees_whoever_waits_to_write() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> exchange =
        ask(
            (_, reply) -> {
              HttpStream stream = reply.stream(200, Headers.none());
              begun.countDown();
              try {
                stream.write(PIECE);
              } catch (ClientGone gone) {
                thrown.complete(gone);
                throw gone;
              }
            },
            new Caller(0));
    begun.await();
    exchange.cancel(true);

    assertThat(thrown.get()).isInstanceOf(ClientGone.class);
  }

  @Test
  void closing_hangs_up_on_what_runs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    InProcessHttp http =
        new InProcessHttp(
            (_, reply) -> {
              reply.onDisconnect(gone::countDown);
              asked.countDown();
              gone.await();
            });
    var _ = http.execute(request(new Caller(0)));
    asked.await();

    http.close();

    gone.await();
  }

  @Test
  void an_answer_that_is_aborted_breaks_off_for_the_sdk() {
    Caller caller = new Caller(Long.MAX_VALUE);
    CompletableFuture<Void> exchange =
        ask(
            (_, reply) -> {
              HttpStream stream = reply.stream(200, Headers.none());
              stream.write(PIECE);
              stream.abort();
            },
            caller);

    assertBroken(exchange, caller);
    assertThat(caller.body.toString(UTF_8)).isEqualTo("piece");
  }

  @Test
  void a_function_that_says_nothing_or_fails_is_a_500_without_words_of_the_inside()
      throws Exception {
    Caller silent = new Caller(Long.MAX_VALUE);
    ask((_, _) -> {}, silent).get();
    Caller failed = new Caller(Long.MAX_VALUE);
    ask(
            (_, _) -> {
              throw new IllegalStateException("canary");
            },
            failed)
        .get();

    assertThat(silent.head().statusCode()).isEqualTo(500);
    assertThat(failed.head().statusCode()).isEqualTo(500);
    assertThat(failed.body.toString(UTF_8)).doesNotContain("canary");
  }

  @Test
  void a_function_that_returns_in_the_middle_of_its_answer_breaks_off() {
    Caller halfway = new Caller(Long.MAX_VALUE);

    assertBroken(ask((_, reply) -> reply.stream(200, Headers.none()), halfway), halfway);
  }

  private static void assertBroken(CompletableFuture<Void> exchange, Caller caller) {
    assertThatThrownBy(exchange::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(caller.failure.join()).isInstanceOf(IOException.class);
    assertThat(caller.completed).isFalse();
  }

  private static CompletableFuture<Void> ask(HttpHandler service, Caller caller) {
    return new InProcessHttp(service).execute(request(caller));
  }

  private static AsyncExecuteRequest request(Caller caller) {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://stand-in.invalid/endpoints/a%2Fb/invocations?q=%20"))
            .appendHeader("X-Many", "1")
            .appendHeader("X-Many", "2")
            .contentStreamProvider(() -> new java.io.ByteArrayInputStream("body".getBytes(UTF_8)))
            .build();
    return AsyncExecuteRequest.builder()
        .request(request)
        .requestContentPublisher(new SimpleHttpContentPublisher(request))
        .responseHandler(caller)
        .build();
  }

  /** The count once it no longer grows. */
  private static int settled(AtomicInteger count) throws InterruptedException {
    int before = -1;
    while (count.get() != before) {
      before = count.get();
      Thread.sleep(50);
    }
    return before;
  }

  /** The SDK's side, which asks for a first number of pieces by itself. */
  private static final class Caller implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
    private final long first;
    private final List<SdkHttpResponse> heads = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private volatile boolean completed;

    Caller(long first) {
      this.first = first;
    }

    SdkHttpResponse head() {
      return heads.getFirst();
    }

    void request(long pieces) {
      Subscription current = subscription;
      if (current != null) {
        current.request(pieces);
      }
    }

    @Override
    public void onHeaders(SdkHttpResponse head) {
      heads.add(head);
    }

    @Override
    public void onStream(Publisher<ByteBuffer> pieces) {
      pieces.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
      subscription = begun;
      if (first > 0) {
        begun.request(first);
      }
    }

    @Override
    public void onNext(ByteBuffer piece) {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      body.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable broken) {
      failure.complete(broken);
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
