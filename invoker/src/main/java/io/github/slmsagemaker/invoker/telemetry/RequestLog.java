package io.github.slmsagemaker.invoker.telemetry;

/** Takes a report of every request, once. */
@FunctionalInterface
public interface RequestLog {
  /** Keeps nothing. */
  RequestLog NONE = _ -> {};

  /** Writes a report; safe for use by several threads, and never throws. */
  void write(RequestReport report);

  /** Whether prompts and answers are to be in the reports. */
  default boolean wantsText() {
    return false;
  }
}
