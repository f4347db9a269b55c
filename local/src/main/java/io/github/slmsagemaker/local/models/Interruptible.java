package io.github.slmsagemaker.local.models;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that ends when its caller is interrupted, also while it waits for a socket: that wait ends
 * by an interrupt on a virtual thread alone.
 */
final class Interruptible {
  private Interruptible() {}

  /** Returns what {@code work} returns and throws what it throws. */
  static <T> T call(Supplier<T> work) throws InterruptedException {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("download")
            .start(
                () -> {
                  try {
                    outcome.complete(work.get());
                  } catch (RuntimeException | Error failed) {
                    outcome.completeExceptionally(failed);
                  }
                });
    try {
      thread.join();
    } catch (InterruptedException stop) {
      thread.interrupt();
      thread.join();
      throw stop;
    }
    try {
      return outcome.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
