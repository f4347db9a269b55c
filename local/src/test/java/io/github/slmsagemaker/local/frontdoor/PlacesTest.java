package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.KEY;
import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A door before an engine that takes three requests and answers when it is told. */
@Timeout(120)
final class PlacesTest {
  private static final int COUNT = 3;

  private final CountDownLatch begun = new CountDownLatch(COUNT);
  private final Semaphore ends = new Semaphore(0);
  private final FrontDoor door =
      FrontDoor.open(DoorSettings.of(0, new ApiKey(KEY)), new Places(COUNT, this::engine));
  private volatile HttpHandler engine =
      (_, reply) -> {
        begun.countDown();
        ends.acquire();
        reply.send(200, Headers.none(), "answer".getBytes(UTF_8));
      };

  @AfterEach
  void close() {
    ends.release(1_000);
    door.close();
  }

  @Test
  void of_a_burst_as_many_pass_as_there_are_places_and_the_rest_is_refused_meanwhile()
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawConnection.Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        waiting.add(threads.submit(() -> chat("{}")));
      }
      begun.await();
      List<Callable<RawConnection.Answer>> burst = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        burst.add(() -> chat("{}"));
      }

      // All of these are answered while nobody of the first has been.
      for (Future<RawConnection.Answer> one : threads.invokeAll(burst)) {
        assertRefused(one.get());
      }
      assertThat(waiting).noneMatch(Future::isDone);
      ends.release(COUNT);
      for (Future<RawConnection.Answer> one : waiting) {
        assertThat(one.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void nothing_of_a_refused_request_is_read() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      occupy(threads);

      assertRefused(chat("this is no JSON"));
      ends.release(COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/models", "GET /health", "GET /v1/usage", "POST /v1/nothing"})
  void what_asks_for_no_tokens_needs_no_place(String line) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      occupy(threads);
      engine = (_, reply) -> reply.send(200, Headers.none(), new byte[0]);

      assertThat(call(line, "").status()).isEqualTo(200);
      ends.release(COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/chat/completions/", "/v1/v1/completions", "/v1/responses", "/v1/messages"})
  void each_way_to_ask_for_tokens_needs_one(String path) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      occupy(threads);

      assertThat(call("POST " + path, "{}").status()).isEqualTo(429);
      ends.release(COUNT);
    }
  }

  @Test
  void a_place_is_free_again_after_an_answer_a_defect_and_a_hang_up() throws Exception {
    List<HttpHandler> ends =
        List.of(
            (_, reply) -> reply.send(200, Headers.none(), new byte[0]),
            (_, _) -> {
              throw new IllegalStateException("a defect");
            },
            (_, _) -> {
              throw new ClientGone("told to close the connection", null);
            });
    for (HttpHandler end : ends) {
      engine = end;
      for (int i = 0; i <= COUNT; i++) {
        try {
          assertThat(chat("{}").status()).isNotEqualTo(429);
        } catch (IOException closed) {
          // As told.
        }
      }
    }
  }

  private void engine(HttpRequest request, HttpReply reply) throws Exception {
    engine.handle(request, reply);
  }

  private void occupy(ExecutorService threads) throws InterruptedException {
    for (int i = 0; i < COUNT; i++) {
      var _ = threads.submit(() -> chat("{}"));
    }
    begun.await();
  }

  private static void assertRefused(RawConnection.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(429);
    assertThat(answer.body()).contains("\"engine_overloaded\"");
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 60);
    assertThat(answer.header("x-request-id")).isPresent();
  }

  private RawConnection.Answer chat(String body) throws IOException {
    return call("POST /v1/chat/completions", body);
  }

  private RawConnection.Answer call(String line, String body) throws IOException {
    try (RawConnection connection = new RawConnection(door.port())) {
      return connection
          .send(
              "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Length: %d\r\n\r\n%s"
                  .formatted(line, door.port(), bearer(), body.length(), body))
          .answer();
    }
  }
}
