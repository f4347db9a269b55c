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
   * What was planned with. Where a model runs is not known to the invoker: the stack tells it.
   *
   * @param reading prompt tokens that are read in a second
   * @param writing tokens that are generated in a second
   */
  public record Expected(double reading, double writing) {
    /**
     * Of what nothing is known: Hermes 3 8B (Q4_K_M, repacked) on two Zen 4 cores in llama-server
     * of 2026.
     */
    public static final Expected USUAL = new Expected(32.4, 8.4);
  }

  /**
   * What the processors of a serverless endpoint, which nobody publishes, are taken to be of it.
   */
  private static final double CAUTION = 0.4;

  /** Fewer tokens than these are timed too coarsely to learn from. */
  private static final int LEAST_READ = 16;

  private static final int LEAST_WRITTEN = 4;

  private final Expected expected;
  private double reading;
  private double writing;

  public Pace(Expected expected) {
    this.expected = expected;
    this.reading = CAUTION * expected.reading();
    this.writing = CAUTION * expected.writing();
  }

  /** Prompt tokens that are read in a second. */
  synchronized double reading() {
    return reading;
  }

  /** The same at the best that can be hoped for. */
  synchronized double readingAtBest() {
    return Math.max(reading, expected.reading());
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

  /** What is believed after a call that was so fast. */
  static double learned(double before, double seen) {
    return seen < before ? seen : (before + seen) / 2;
  }
}
