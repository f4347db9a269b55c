package io.github.slmsagemaker.cli.terminal;

import io.github.slmsagemaker.local.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process with 0 on Ctrl-C or SIGTERM, whatever it is doing: a stack that runs is drained
 * first, and what has only begun to start is left as it is.
 */
public final class SignalTermination implements Termination {
  /** A stack that does not close within this time is left behind. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

  private final PrintWriter err;
  private final AtomicReference<@Nullable LocalStack> running = new AtomicReference<>();
  private volatile boolean leaving;

  public SignalTermination(PrintWriter err) {
    this.err = err;
  }

  /**
   * Minds signals from now on.
   *
   * @param held names of signals that were held back from the process since before it was a JVM;
   *     none where the JVM minds them
   */
  public void listen(List<String> held) {
    if (held.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::endUnlessLeaving));
    } else {
      Thread.ofPlatform().daemon().name("signals").start(() -> endOnceOneCame(held));
    }
  }

  /** Ends the process by itself, with its own exit code. */
  public void leave(int code) {
    leaving = true;
    System.exit(code);
  }

  @Override
  public void watch(LocalStack stack) {
    running.set(stack);
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

  private void endOnceOneCame(List<String> held) {
    HeldSignals.awaitOneOf(held);
    end();
  }

  private void endUnlessLeaving() {
    if (!leaving) {
      end();
    }
  }

  private void end() {
    LocalStack stack = running.get();
    if (stack == null) {
      err.println("slm: stopping; it had not started yet");
    } else {
      err.println("slm: stopping; running requests may end ...");
      close(stack);
    }
    // Left to itself a JVM ends with 128 + the signal's number, which a shell takes for a failure.
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  private void close(LocalStack stack) {
    Thread closing = Thread.ofPlatform().daemon().unstarted(stack::close);
    closing.start();
    try {
      if (!closing.join(LONGEST_DRAIN)) {
        err.println("slm: still not drained after " + LONGEST_DRAIN.toSeconds() + " s, ending");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
