package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.engine.TokenEstimate;
import io.github.slmsagemaker.deployment.Deployment;
import java.util.Optional;

/**
 * What conversations gain that begin as the image remembers, and what that costs.
 *
 * @param tokens that nobody waits for, an estimate on the high side; the build counts them
 * @param bytes of the engine's state behind them, which lie in the image
 */
public record HeadStart(int tokens, long bytes) {
  /** That of a deployment; empty where its image remembers nothing. */
  public static Optional<HeadStart> of(Deployment deployment) {
    return deployment.beginning().map(text -> of(Shapes.of(deployment), TokenEstimate.high(text)));
  }

  /**
   * A hybrid's state, which is counted with the keys and values, is there twice: once to go back
   * to.
   */
  private static HeadStart of(Architecture shape, int tokens) {
    return new HeadStart(
        tokens, MemoryModel.keysAndValues(shape, tokens) + MemoryModel.stateBytes(shape));
  }
}
