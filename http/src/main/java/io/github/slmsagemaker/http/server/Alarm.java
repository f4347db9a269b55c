package io.github.slmsagemaker.http.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thing that is to happen after a while, on an event loop and set by it alone. */
final class Alarm {
  private final EventLoop loop;
  private @Nullable ScheduledFuture<?> pending;

  Alarm(EventLoop loop) {
    this.loop = loop;
  }

  /** Sets it; what was set before does not happen. */
  void set(Duration after, Runnable then) {
    clear();
    pending = loop.schedule(then, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  void clear() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }
}
