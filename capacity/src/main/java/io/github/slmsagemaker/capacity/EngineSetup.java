package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.deployment.ContextLimits;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How the engine in the container is started.
 *
 * @param contextTokens tokens of prompt and answer together, for one sequence
 * @param threads threads that compute; empty lets the engine take what it finds, since AWS
 *     publishes no number of processors for a serverless endpoint
 * @param physicalBatchTokens tokens of a prompt that are computed at once
 * @param sequences answers that are generated at once, each with a context of its own
 * @param promptCacheMb MiB for prompts of earlier requests, beside the context
 * @param repack whether weights are copied into a faster layout
 * @param kvType how keys and values are kept
 */
public record EngineSetup(
    int contextTokens,
    OptionalInt threads,
    int physicalBatchTokens,
    int sequences,
    int promptCacheMb,
    boolean repack,
    KvType kvType) {

  public EngineSetup {
    Objects.requireNonNull(threads, "threads");
    Objects.requireNonNull(kvType, "kvType");
    requireAtLeast("context", contextTokens, ContextLimits.LEAST_TOKENS);
    requireAtLeast("threads", threads.orElse(1), 1);
    requireAtLeast("physicalBatchTokens", physicalBatchTokens, 1);
    requireAtLeast("sequences", sequences, 1);
    requireAtLeast("promptCacheMb", promptCacheMb, 0);
  }

  /**
   * The usual settings of a lane. On the serverless lane one sequence, a small physical batch, no
   * cache of prompts and no second copy of the weights: what fits beside an 8B in Q4_K_M. On the
   * GPU lanes 8192 tokens leave room beside 16 GB of weights on a card of 24 GB.
   */
  public static EngineSetup usual(Lane lane) {
    int context =
        switch (lane) {
          case SERVERLESS -> 4096;
          case GPU, ALWAYS_ON -> 8192;
        };
    return new EngineSetup(context, OptionalInt.empty(), 256, 1, 0, false, KvType.F16);
  }

  /** The same with another context. */
  public EngineSetup withContextTokens(int tokens) {
    return new EngineSetup(
        tokens, threads, physicalBatchTokens, sequences, promptCacheMb, repack, kvType);
  }

  /** The same with another physical batch. */
  public EngineSetup withPhysicalBatchTokens(int tokens) {
    return new EngineSetup(
        contextTokens, threads, tokens, sequences, promptCacheMb, repack, kvType);
  }

  /** The same with or without a second copy of the weights. */
  public EngineSetup withRepack(boolean other) {
    return new EngineSetup(
        contextTokens, threads, physicalBatchTokens, sequences, promptCacheMb, other, kvType);
  }

  /** The same with keys and values kept in another way. */
  public EngineSetup withKvType(KvType other) {
    return new EngineSetup(
        contextTokens, threads, physicalBatchTokens, sequences, promptCacheMb, repack, other);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
    }
  }
}
