package io.github.slmsagemaker.cli.terminal;

import io.github.slmsagemaker.local.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Keeps a stack until Ctrl-C or SIGTERM, then drains it and ends the process with 0. */
public final class SignalTermination implements Termination {
  /** A stack that does not close within this time is left behind. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

  private final PrintWriter err;

  public SignalTermination(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void watch(LocalStack stack) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(stack)));
  }

  @Override
  public int await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private void stop(LocalStack stack) {
    err.println("slm: stopping; running requests may end ...");
    // Left to itself a JVM ends with 128 + the signal's number, which a shell takes for a failure.
    Runtime.getRuntime().halt(close(stack));
  }

  private int close(LocalStack stack) {
    Thread closing = Thread.ofPlatform().daemon().unstarted(stack::close);
    closing.start();
    try {
      if (!closing.join(LONGEST_DRAIN)) {
        err.println("slm: still not drained after " + LONGEST_DRAIN.toSeconds() + " s, ending");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }
}
