package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of one worker: at most one runs, a bounded number wait, none is accepted at the end.
 */
final class TicketQueue {
  private final int mostWaiting;
  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private @Nullable Ticket running;
  private boolean closing;

  TicketQueue(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  synchronized void add(Ticket ticket) {
    if (closing) {
      throw new LlamaException.Closed("the engine is closing; start another");
    }
    int behindRunning = waiting.size() + (running == null ? 0 : 1);
    if (behindRunning > mostWaiting) {
      throw new LlamaException.Busy(waiting.size());
    }
    waiting.add(ticket);
    notifyAll();
  }

  /** Takes the next ticket to run; null when closed. */
  synchronized @Nullable Ticket take() throws InterruptedException {
    running = null;
    notifyAll();
    while (waiting.isEmpty() && !closing) {
      wait();
    }
    running = waiting.poll();
    return running;
  }

  void withdraw(Ticket ticket) {
    boolean removed;
    synchronized (this) {
      removed = waiting.remove(ticket);
      notifyAll();
    }
    if (removed) {
      ticket.endUnstarted();
    }
  }

  synchronized int waitingCount() {
    return waiting.size();
  }

  synchronized boolean isIdle() {
    return running == null && waiting.isEmpty();
  }

  /** Accepts no more and waits until all have ended or the time is over. */
  synchronized void drain(Duration patience) throws InterruptedException {
    closing = true;
    notifyAll();
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); !isIdle() && left > 0; ) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = deadline - System.nanoTime();
    }
  }

  /** Accepts no more, refuses those that wait and cancels the running one. */
  void close() {
    List<Ticket> refused;
    Ticket cancelled;
    synchronized (this) {
      closing = true;
      refused = new ArrayList<>(waiting);
      waiting.clear();
      cancelled = running;
      notifyAll();
    }
    refused.forEach(ticket -> ticket.fail(new LlamaException.Closed("the engine was closed")));
    if (cancelled != null) {
      cancelled.cancel();
    }
  }
}
