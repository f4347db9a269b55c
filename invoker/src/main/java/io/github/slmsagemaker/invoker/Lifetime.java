package io.github.slmsagemaker.invoker;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps the process while an invoker serves: every thread of its own is a daemon. Lambda ends it
 * with SIGTERM once no request is running; it then drains and exits with 0.
 */
final class Lifetime {
  private Lifetime() {}

  /** Does not return before the process ends. */
  static void last(Invoker invoker) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(invoker)));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Invoker invoker) {
    invoker.close();
    // Left to itself a JVM ends with 128 + the signal's number, which the platform logs as a crash.
    Runtime.getRuntime().halt(0);
  }
}
