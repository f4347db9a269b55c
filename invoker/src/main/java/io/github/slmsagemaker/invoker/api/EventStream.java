package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.sse.SseWriter;
import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that opens with its first event or heartbeat: until then the request can still
 * fail with a status of its own (promise P4).
 */
final class EventStream {
  static final Headers HEADERS =
      Headers.of("Content-Type", "text/event-stream; charset=utf-8")
          .with("Cache-Control", "no-store")
          .with("X-Accel-Buffering", "no");

  private final Supplier<HttpStream> opening;
  private final Duration interval;
  private byte[] heartbeat = SseWriter.heartbeat();
  private @Nullable HttpStream open;
  private boolean ended;

  /**
   * @param interval between heartbeats
   */
  EventStream(Supplier<HttpStream> opening, Duration interval) {
    this.opening = opening;
    this.interval = interval;
  }

  synchronized void event(byte[] data) {
    opened().write(SseWriter.event(data));
  }

  synchronized void event(String name, byte[] data) {
    opened().write(SseWriter.event(name, data));
  }

  /** Has an event say that all is well, in the place of a comment. */
  synchronized void pingWith(String name, byte[] data) {
    heartbeat = SseWriter.event(name, data);
  }

  /** Says that all is well with what clients ignore; nothing once the stream has ended. */
  synchronized void heartbeat() {
    if (!ended) {
      opened().write(heartbeat);
    }
  }

  /** Ends a stream of OpenAI's chat or completions. */
  synchronized void done() {
    opened().write(SseWriter.done());
    end();
  }

  /** Ends a stream whose last event says so itself. */
  synchronized void end() {
    ended = true;
    opened().end();
  }

  /**
   * Ends a stream that has begun with events that say why, and without {@code [DONE]}.
   *
   * @return false if it has not begun: the error needs a status
   */
  synchronized boolean failed(Runnable lastWords) {
    ended = true;
    if (open == null) {
      return false;
    }
    lastWords.run();
    open.end();
    return true;
  }

  /** Sends heartbeats while {@code work} runs; they stop with it. */
  void whileAlive(Runnable work) {
    Thread heart = Thread.ofVirtual().name("heartbeat").start(this::beat);
    try {
      work.run();
    } finally {
      heart.interrupt();
    }
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(interval);
        heartbeat();
      }
    } catch (InterruptedException | ClientGone _) {
      // The work is over, or nobody listens any more; the work hears of that by itself.
    }
  }

  private synchronized HttpStream opened() {
    if (open == null) {
      open = opening.get();
    }
    return open;
  }
}
