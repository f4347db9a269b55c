package io.github.slmsagemaker.http.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Things that have begun and not ended, and a way to wait until there are none. */
final class Live<T> {
  private final Set<T> things = new HashSet<>();

  synchronized int begin(T thing) {
    things.add(thing);
    return things.size();
  }

  synchronized void end(T thing) {
    if (things.remove(thing)) {
      notifyAll();
    }
  }

  synchronized List<T> snapshot() {
    return List.copyOf(things);
  }

  /** When {@link System#nanoTime} will have gone on so far. */
  static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  /** Waits until {@link System#nanoTime} reaches {@code end}; tells whether none is left. */
  synchronized boolean awaitNone(long end) {
    try {
      for (long left = left(end); !things.isEmpty() && left > 0; left = left(end)) {
        wait(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return things.isEmpty();
  }

  private static long left(long end) {
    long nanos = end - System.nanoTime();
    return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
  }
}
