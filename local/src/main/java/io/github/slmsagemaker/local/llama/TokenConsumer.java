package io.github.slmsagemaker.local.llama;

/** Takes tokens as they are generated, on the generating thread. */
@FunctionalInterface
public interface TokenConsumer {
  /**
   * Takes one token. Must not block: the engine serves nobody meanwhile. What it throws ends the
   * generation and is its failure.
   *
   * @return whether to go on
   */
  boolean accept(GeneratedToken token);
}
