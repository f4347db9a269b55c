package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.ClientGone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time that one call may take, from its construction until it is closed. */
final class CallLimit implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean over;

  CallLimit(Duration limit) {
    Thread.ofVirtual().name("call-limit").start(() -> watch(limit));
  }

  /** Whether the time was up before the call ended. */
  synchronized boolean over() {
    return over;
  }

  /**
   * Returns while there is time.
   *
   * @throws ClientGone afterwards: nobody waits for the container's answer any more
   */
  void requireTime() {
    if (over()) {
      throw new ClientGone("the call's time is up", null);
    }
  }

  /** Runs {@code listener} when the time is up, at once if it is. */
  void onOver(Runnable listener) {
    synchronized (this) {
      if (!over) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void watch(Duration limit) {
    try {
      if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        List<Runnable> toRun;
        synchronized (this) {
          over = true;
          toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
