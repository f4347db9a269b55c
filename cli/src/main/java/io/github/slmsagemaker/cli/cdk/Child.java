package io.github.slmsagemaker.cli.cdk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process, which can be ended while it is being started. */
final class Child {
  private static final int PATIENCE_SECONDS = 20;

  private @Nullable Process process;
  private boolean ended;

  /**
   * @throws IOException where there is no such program, or it was ended before
   */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ended) {
      throw new IOException("stopped");
    }
    Process started = builder.start();
    process = started;
    return started;
  }

  /** Ends it and its descendants: whoever starts a build does not always end it. */
  synchronized void end() {
    ended = true;
    if (process == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
