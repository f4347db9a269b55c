package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.local.llama.TokenConsumer;
import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.Sampling;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker on the random model, two may wait; what a test leaves held goes on when it closes. */
final class RunningWorker implements AutoCloseable {
  static final TokenConsumer ALL = _ -> true;

  final LlamaWorker worker;
  private final CountDownLatch testEnded = new CountDownLatch(1);

  RunningWorker() {
    worker =
        LlamaWorker.start(
            RealEngine.library(),
            RealEngine.randomModel(),
            RealEngine.options().withMostWaiting(2));
  }

  /** Without the end tokens, at which a random model would stop at random. */
  GenerationRequest request(int maxTokens, long seed) {
    Sampling.Builder sampling = Sampling.builder().seed(seed);
    for (int token = 0; token < worker.model().vocabularySize(); token++) {
      if (worker.model().isEndOfGeneration(token)) {
        sampling.logitBias(token, Double.NEGATIVE_INFINITY);
      }
    }
    int[] prompt = worker.model().tokenize("hello world", true, false);
    return GenerationRequest.of(prompt, maxTokens, sampling.build());
  }

  /** Submits 100 tokens and returns when the worker stands still inside the first token. */
  Held hold() throws InterruptedException {
    return new Held();
  }

  boolean testHasEnded() {
    return testEnded.getCount() == 0;
  }

  @Override
  public void close() {
    testEnded.countDown();
    worker.close();
  }

  /** Holds the worker inside a generation's first token until told to go on. */
  final class Held implements TokenConsumer {
    final CountDownLatch released = new CountDownLatch(1);
    final Ticket ticket;
    private final CountDownLatch entered = new CountDownLatch(1);

    private Held() throws InterruptedException {
      ticket = worker.submit(request(100, 1), this);
      entered.await();
    }

    @Override
    public boolean accept(GeneratedToken token) {
      entered.countDown();
      try {
        while (!released.await(1, TimeUnit.MILLISECONDS) && !testHasEnded()) {
          // A failed test must not leave the worker waiting.
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return true;
    }
  }
}
