package io.github.slmsagemaker.invoker.telemetry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Bounds a log under overload: of the lines of one kind the first is written at once, and of those
 * that follow within ten seconds only how many there were. Safe for use by several threads.
 *
 * <p>Kinds have to be a closed set: a count is kept for each.
 */
public final class RepeatedLines {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Consumer<String> log;
  private final Executor afterWindow;
  private final Map<String, Integer> leftOut = new HashMap<>();

  /** Writes to a log. */
  public RepeatedLines(Consumer<String> log) {
    this(log, CompletableFuture.delayedExecutor(WINDOW.toSeconds(), TimeUnit.SECONDS));
  }

  /**
   * @param afterWindow runs what it is given once a window is over
   */
  RepeatedLines(Consumer<String> log, Executor afterWindow) {
    this.log = log;
    this.afterWindow = afterWindow;
  }

  /**
   * Writes a line, or counts it.
   *
   * @param kind what the line has in common with others
   * @param detail what it has not
   */
  public void write(String kind, String detail) {
    if (isFirst(kind)) {
      log.accept(kind + detail);
      afterWindow.execute(() -> sumUp(kind));
    }
  }

  private synchronized boolean isFirst(String kind) {
    return leftOut.merge(kind, 0, (count, _) -> count + 1) == 0;
  }

  private void sumUp(String kind) {
    int count = count(kind);
    if (count > 0) {
      log.accept("%s: %d more within %d s".formatted(kind, count, WINDOW.toSeconds()));
    }
  }

  private synchronized int count(String kind) {
    Integer count = leftOut.remove(kind);
    return count == null ? 0 : count;
  }
}
