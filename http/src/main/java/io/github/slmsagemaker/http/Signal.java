package io.github.slmsagemaker.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens once, and what is to be done then: each on a thread of its own, and at
 * once if it has happened. After the end nothing happens any more.
 */
final class Signal {
  private static final System.Logger LOG = System.getLogger(Signal.class.getName());

  private final String what;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean given;
  private boolean ended;

  /**
   * @param what names it for threads and the log
   */
  Signal(String what) {
    this.what = what;
  }

  synchronized boolean given() {
    return given;
  }

  void listen(Runnable listener) {
    synchronized (this) {
      if (!given) {
        if (!ended) {
          listeners.add(listener);
        }
        return;
      }
    }
    runAside(listener);
  }

  /** It happens now, unless it has or it is over. Does not block. */
  void give() {
    List<Runnable> toRun;
    synchronized (this) {
      if (given || ended) {
        return;
      }
      given = true;
      toRun = List.copyOf(listeners);
      listeners.clear();
    }
    toRun.forEach(this::runAside);
  }

  synchronized void end() {
    ended = true;
    listeners.clear();
  }

  private void runAside(Runnable listener) {
    Thread.ofVirtual()
        .name("http-" + what)
        .start(
            () -> {
              try {
                listener.run();
              } catch (RuntimeException failure) {
                LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "a listener to %s failed: %s".formatted(what, WordlessTrace.of(failure)));
              }
            });
  }
}
