package io.github.slmsagemaker.cli.chat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a person wants no more of an answer; told by another thread. */
final class Stop {
  private final CountDownLatch told = new CountDownLatch(1);
  private Runnable consequence = () -> {};

  /** Wants no more, from now on. */
  synchronized void now() {
    told.countDown();
    consequence.run();
  }

  /** What to do then; at once if it was told. */
  synchronized void means(Runnable what) {
    consequence = what;
    if (told()) {
      what.run();
    }
  }

  boolean told() {
    return told.getCount() == 0;
  }

  /** Waits so long, unless it is told; whether it was. */
  boolean within(Duration time) {
    try {
      return told.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
