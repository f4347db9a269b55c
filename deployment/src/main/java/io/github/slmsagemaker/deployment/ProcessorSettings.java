package io.github.slmsagemaker.deployment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an engine on processors is started.
 *
 * @param threads threads that compute; empty lets the engine take what it finds, since AWS
 *     publishes no number of processors for a serverless endpoint
 * @param physicalBatchTokens tokens of a prompt that are computed at once; the compute buffer grows
 *     by about half a MiB with each for an 8B
 * @param sequences answers that are generated at once, each with a context of its own
 * @param promptCacheMb MiB for prompts of earlier requests, beside the context
 * @param repack whether weights are kept in a faster layout where engine and processor have one
 */
public record ProcessorSettings(
    OptionalInt threads,
    int physicalBatchTokens,
    int sequences,
    int promptCacheMb,
    boolean repack) {

  /**
   * Copies of a hybrid's state that the entrypoint lets llama-server keep for each sequence: they
   * are what a conversation that leaves the one before is cut back to. Models without a state keep
   * none.
   */
  public static final int STATE_CHECKPOINTS = 4;

  /**
   * One sequence, a small physical batch and no cache of prompts: what fits beside an 8B in Q4_K_M.
   */
  public static final ProcessorSettings USUAL =
      new ProcessorSettings(OptionalInt.empty(), 256, 1, 0, true);

  public ProcessorSettings {
    Objects.requireNonNull(threads, "threads");
    Bounds.require(
        List.of(
            threads.isPresent()
                ? Bounds.atLeast(1, "").problem("threads", threads.getAsInt())
                : Optional.empty(),
            Bounds.atLeast(1, "").problem("physicalBatchTokens", physicalBatchTokens),
            Bounds.atLeast(1, "").problem("sequences", sequences),
            Bounds.atLeast(0, "").problem("promptCacheMb", promptCacheMb)));
  }

  /** The same with so many sequences. */
  public ProcessorSettings withSequences(int number) {
    return new ProcessorSettings(threads, physicalBatchTokens, number, promptCacheMb, repack);
  }

  /** The same with so many threads. */
  public ProcessorSettings withThreads(int number) {
    return new ProcessorSettings(
        OptionalInt.of(number), physicalBatchTokens, sequences, promptCacheMb, repack);
  }
}
