package io.github.slmsagemaker.core.sse;

import java.util.function.Supplier;

/** Takes the events of a stream, one by one. */
@FunctionalInterface
public interface EventSink {
  /** For an answer in one piece, of which nobody reads the events. */
  EventSink NOWHERE = (_, _) -> {};

  /**
   * One event.
   *
   * @param name its name
   * @param data makes its UTF-8 JSON on one line, now or never
   */
  void event(String name, Supplier<byte[]> data);
}
