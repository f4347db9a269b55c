package io.github.slmsagemaker.local.llama.worker;

import static io.github.slmsagemaker.local.llama.worker.RunningWorker.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.worker.RunningWorker.Held;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LlamaWorkerClosingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private RunningWorker running;
  private LlamaWorker worker;

  @BeforeEach
  void start() {
    running = new RunningWorker();
    worker = running.worker;
  }

  @AfterEach
  void close() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void closing_cancels_the_running_and_refuses_the_waiting() throws InterruptedException {
    Held held = running.hold();
    Ticket waiter = worker.submit(running.request(5, 2), ALL);
    Thread closer = Thread.ofPlatform().start(worker::close);
    assertThatThrownBy(waiter::await).isInstanceOf(LlamaException.Closed.class);
    assertThatThrownBy(() -> worker.submit(running.request(5, 2), ALL))
        .isInstanceOf(LlamaException.Closed.class);
    held.released.countDown();
    assertThat(held.ticket.await().stopReason()).isEqualTo(StopReason.CANCELLED);
    closer.join();
    assertThat(workerThreads()).isZero();
    assertThatThrownBy(() -> worker.model().tokenize("a", true, true))
        .isInstanceOf(LlamaException.Closed.class);
    worker.close();
  }

  @Test
  void closing_in_mid_generation_ends_it() throws InterruptedException {
    AtomicInteger pieces = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Ticket ticket =
        worker.submit(
            running.request(200, 1),
            _ -> {
              pieces.incrementAndGet();
              RealEngine.await(() -> pieces.get() < 3 || closed.get() || running.testHasEnded());
              return true;
            });
    RealEngine.await(() -> pieces.get() == 3);
    Thread closer = Thread.ofPlatform().start(worker::close);
    RealEngine.await(() -> closer.getState() == Thread.State.WAITING || !closer.isAlive());
    closed.set(true);
    closer.join();
    assertThat(ticket.await().stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(ticket.await().ids()).hasSize(3);
  }

  @Test
  void draining_answers_what_was_accepted() throws InterruptedException {
    Held held = running.hold();
    Ticket waiter = worker.submit(running.request(5, 2), ALL);
    Thread drainer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    worker.drain(PATIENCE);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    RealEngine.await(() -> drainer.getState() == Thread.State.TIMED_WAITING);
    assertThatThrownBy(() -> worker.submit(running.request(5, 2), ALL))
        .isInstanceOf(LlamaException.Closed.class);
    held.released.countDown();
    drainer.join();
    assertThat(held.ticket.await().stopReason()).isEqualTo(StopReason.LIMIT);
    assertThat(waiter.await().ids()).hasSize(5);
    assertThat(workerThreads()).isZero();
  }

  @Test
  void a_consumer_cannot_close_its_own_worker() {
    AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
    Ticket ticket =
        worker.submit(
            running.request(5, 1),
            _ -> {
              try {
                worker.close();
              } catch (IllegalStateException e) {
                seen.set(e);
              }
              return true;
            });
    assertThat(ticket.outcome().toCompletableFuture()).succeedsWithin(PATIENCE);
    assertThat(seen.get()).hasMessageContaining("its own worker");
  }

  @Test
  void a_model_that_cannot_be_served_leaves_no_thread() {
    EngineOptions options = RealEngine.options().withContextTokens(4096);
    long before = workerThreads();
    assertThatThrownBy(
            () -> LlamaWorker.start(RealEngine.library(), RealEngine.randomModel(), options))
        .isInstanceOf(LlamaException.InvalidRequest.class)
        .hasMessageContaining("trained on 2048");
    RealEngine.await(() -> workerThreads() == before);
  }

  private static long workerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("llama-worker"))
        .count();
  }
}
