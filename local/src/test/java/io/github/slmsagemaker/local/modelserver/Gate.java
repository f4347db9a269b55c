package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.Sampling;
import java.util.concurrent.CountDownLatch;

/** Keeps a worker occupied from its construction until it is opened. */
public final class Gate implements AutoCloseable {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  public Gate(LlamaWorker worker) throws InterruptedException {
    int[] prompt = worker.model().tokenize("Wait.", true, true);
    worker.submit(
        GenerationRequest.of(prompt, 1, Sampling.greedy()),
        _ -> {
          entered.countDown();
          waitUntilOpened();
          return false;
        });
    entered.await();
  }

  /** Lets the worker go on; again has no effect. */
  public void open() {
    opened.countDown();
  }

  @Override
  public void close() {
    open();
  }

  private void waitUntilOpened() {
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
