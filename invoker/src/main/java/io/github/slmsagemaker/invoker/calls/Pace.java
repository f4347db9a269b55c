package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Completion;
import java.time.Duration;

/**
 * How fast a model has been so far, in tokens a second. One for all requests of a process; safe for
 * use by several threads.
 *
 * <p>It believes bad news at once and good news by halves, because a call that was expected to be
 * too fast is cut by the platform and paid for in vain.
 */
public final class Pace {
  /**
   * Before anything was observed: Hermes 3 8B (Q4_K_M) on two cores read 15.0 and wrote 5.2 tokens
   * a second in llama-server of 2026, its weights mapped; a serverless endpoint's cores are not
   * published and are taken to be four tenths of that.
   */
  static final double READING_ON_TWO_CORES = 15.0;

  /**
   * The same with its weights repacked: what a prompt is refused by before anything was observed. A
   * faster model is believed once it was seen.
   */
  static final double READING_AT_BEST = 32.4;

  static final double WRITING_ON_TWO_CORES = 5.2;
  private static final double CAUTION = 0.4;

  /** Fewer tokens than these are timed too coarsely to learn from. */
  private static final int LEAST_READ = 16;

  private static final int LEAST_WRITTEN = 4;

  private double reading = CAUTION * READING_ON_TWO_CORES;
  private double writing = CAUTION * WRITING_ON_TWO_CORES;

  /** Prompt tokens that are read in a second. */
  synchronized double reading() {
    return reading;
  }

  /** Tokens that are generated in a second. */
  synchronized double writing() {
    return writing;
  }

  /**
   * Learns from a call.
   *
   * @param completion what it came to
   * @param elapsed how long it took, waiting included; used where the engine gave no times, and
   *     then only to raise the expectation: it may have waited more than it worked
   */
  synchronized void observe(Completion completion, Duration elapsed) {
    int written = completion.completionTokens();
    if (completion.speed().isEmpty()) {
      writing = Math.max(writing, rate(written, elapsed, LEAST_WRITTEN, writing));
      return;
    }
    Completion.Speed speed = completion.speed().get();
    int read = completion.promptTokens() - completion.cachedTokens();
    reading = learned(reading, rate(read, speed.reading(), LEAST_READ, reading));
    writing = learned(writing, rate(written, speed.writing(), LEAST_WRITTEN, writing));
  }

  private static double rate(int tokens, Duration time, int least, double otherwise) {
    return tokens < least || !time.isPositive() ? otherwise : tokens * 1e9 / time.toNanos();
  }

  private static double learned(double before, double seen) {
    return seen < before ? seen : (before + seen) / 2;
  }
}
