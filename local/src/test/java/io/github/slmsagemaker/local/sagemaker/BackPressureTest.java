package io.github.slmsagemaker.local.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that is slow holds the container back, through the AWS SDK and without a socket. */
@Timeout(120)
final class BackPressureTest {
  private static final int EVENTS = 2_000;
  private static final byte[] EVENT =
      "data: {\"content\":\"%s\",\"tokens\":[1],\"stop\":false}\n\n"
          .formatted("x".repeat(4_000))
          .getBytes(UTF_8);
  private static final byte[] LAST =
      """
      data: {"content":"","tokens":[],"stop":true,"stop_type":"eos","tokens_predicted":%d,\
      "tokens_evaluated":3,"tokens_cached":0,"truncated":false,"timings":{}}

      """
          .formatted(EVENTS)
          .getBytes(UTF_8);

  private final AtomicInteger written = new AtomicInteger();

  @Test
  void what_is_not_read_is_not_written_and_arrives_whole_later() throws Exception {
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            EndpointSettings.serverless(Stage.NAME).streaming(), this::stream);
    CountDownLatch reading = new CountDownLatch(1);
    AtomicInteger read = new AtomicInteger();
    try (SageMakerEngine engine =
        new SageMakerEngine(
            new SageMakerSettings(
                EngineKind.LLAMA_CPP,
                true,
                Stage.NAME,
                Optional.empty(),
                List.of(),
                InProcessHttp.to(endpoint)))) {
      CompletableFuture<Completion> answer =
          CompletableFuture.supplyAsync(
              () ->
                  engine.generate(
                      Stage.generation(),
                      Stage.call(),
                      _ -> {
                        await(reading);
                        read.incrementAndGet();
                      }));

      assertThat(settled(written)).isBetween(1, 64);
      reading.countDown();

      assertThat(answer.get().completionTokens()).isEqualTo(EVENTS);
      assertThat(read.get()).isGreaterThanOrEqualTo(EVENTS);
    }
  }

  private void stream(HttpRequest request, HttpReply reply) {
    HttpStream stream = reply.stream(200, Headers.of("Content-Type", "text/event-stream"));
    for (int i = 0; i < EVENTS; i++) {
      stream.write(EVENT);
      written.incrementAndGet();
    }
    stream.write(LAST);
    stream.end();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The count once it has begun and no longer grows. */
  private static int settled(AtomicInteger count) throws InterruptedException {
    int before = 0;
    while (count.get() == 0 || count.get() != before) {
      before = count.get();
      Thread.sleep(300);
    }
    return before;
  }
}
