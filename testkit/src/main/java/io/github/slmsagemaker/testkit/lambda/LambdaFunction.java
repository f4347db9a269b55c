package io.github.slmsagemaker.testkit.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One function and its instances: each works on one event at a time, and where all are busy one
 * more is started.
 *
 * <p>Source: "Understanding Lambda function scaling" in Lambda's developer guide.
 */
public final class LambdaFunction implements AutoCloseable {
  /** Above what any function may take. */
  private static final Duration LONG = Duration.ofMinutes(20);

  private final String name;
  private final Starter starter;
  private final Set<Sandbox> all = new HashSet<>();
  private final Deque<Sandbox> idle = new ArrayDeque<>();
  private int most;

  /**
   * @param name names it in messages
   * @param most instances at once
   * @param starter makes an instance
   */
  public LambdaFunction(String name, int most, Starter starter) {
    this.name = name;
    this.most = most;
    this.starter = starter;
  }

  /** Makes an instance of a function. */
  @FunctionalInterface
  public interface Starter {
    Sandbox start() throws IOException;
  }

  /** Sets how many instances may run, as reserved concurrency does. */
  public synchronized void reserve(int instances) {
    most = instances;
  }

  /**
   * Sends an event and waits for the beginning of its answer.
   *
   * @throws Throttled if no instance may take it
   * @throws Invocation.FunctionFailed if it failed or is silent
   */
  public Invocation.Answer invoke(byte[] event, Duration patience) throws InterruptedException {
    Sandbox sandbox = taken();
    Optional<String> broken = sandbox.awaitInit(patience);
    if (broken.isPresent()) {
      discard(sandbox);
      throw new Invocation.FunctionFailed(name + ": " + broken.get());
    }
    Invocation invocation = sandbox.invoke(event);
    Thread.ofVirtual().start(() -> freeAfter(invocation, sandbox));
    return invocation.answer(patience);
  }

  @Override
  public synchronized void close() {
    most = 0;
    all.forEach(Sandbox::close);
    all.clear();
    idle.clear();
  }

  private synchronized Sandbox taken() {
    if (most == 0) {
      throw new Throttled(name);
    }
    while (!idle.isEmpty()) {
      Sandbox sandbox = idle.pop();
      if (sandbox.alive()) {
        return sandbox;
      }
      discard(sandbox);
    }
    if (all.size() >= most) {
      throw new Throttled(name);
    }
    try {
      Sandbox sandbox = starter.start();
      all.add(sandbox);
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void discard(Sandbox sandbox) {
    all.remove(sandbox);
    sandbox.close();
  }

  private void freeAfter(Invocation invocation, Sandbox sandbox) {
    try {
      invocation.endedWell(LONG);
      free(sandbox);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void free(Sandbox sandbox) {
    if (all.contains(sandbox)) {
      idle.push(sandbox);
    }
  }
}
