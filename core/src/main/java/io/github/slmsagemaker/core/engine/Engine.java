package io.github.slmsagemaker.core.engine;

import io.github.slmsagemaker.core.failure.Failure;

/**
 * A model that can be asked once.
 *
 * <p>One call is one generation: an engine never repeats it by itself once bytes may have reached a
 * model, whatever happens (promise P1).
 */
public interface Engine {

  /** What this engine can do beyond plain generation. */
  Capabilities capabilities();

  /**
   * Generates, handing out text while it comes, and blocks until the end.
   *
   * <p>Pieces arrive in order, on the calling thread, with characters whole. What the listener
   * throws ends the generation and is thrown on.
   *
   * @throws Failure for everything that can go wrong; {@link Failure.Cancelled} once the call is
   *     cancelled, {@link Failure.DeadlineExceeded} once its deadline has passed
   */
  Completion generate(Generation generation, Call call, PieceListener pieces);

  /** Receives pieces. */
  @FunctionalInterface
  interface PieceListener {
    void accept(Piece piece);

    /**
     * Whether no further piece will be used, since a stop string was met that the engine did not
     * end at. What makes several model calls for one answer makes no further one then.
     */
    default boolean enough() {
      return false;
    }
  }
}
