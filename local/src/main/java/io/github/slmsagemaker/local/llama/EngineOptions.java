package io.github.slmsagemaker.local.llama;

/**
 * Size and speed of an engine with one sequence. The processor does all the work, on a mapped file.
 *
 * @param contextTokens what prompt and answer may have together
 * @param batchTokens prompt tokens handed to llama.cpp in one call
 * @param physicalBatchTokens prompt tokens computed together; memory grows with it
 * @param threads native threads, for prompts and answers alike
 * @param mostWaiting how many generations may wait while one runs
 */
public record EngineOptions(
    int contextTokens, int batchTokens, int physicalBatchTokens, int threads, int mostWaiting) {
  private static final int MOST_TOKENS = 1 << 20;
  private static final int MOST_THREADS = 512; // ggml.h, GGML_MAX_N_THREADS
  private static final int MOST_WAITING = 1 << 16;

  public EngineOptions {
    require("contextTokens", contextTokens, 1, MOST_TOKENS);
    require("batchTokens", batchTokens, 1, MOST_TOKENS);
    require("physicalBatchTokens", physicalBatchTokens, 1, batchTokens);
    require("threads", threads, 1, MOST_THREADS);
    require("mostWaiting", mostWaiting, 0, MOST_WAITING);
  }

  /** Context 4096, batches of 256, eight may wait: agents ask several things at once. */
  public static EngineOptions defaults(int threads) {
    return new EngineOptions(4096, 256, 256, threads, 8);
  }

  /** These options with another context length. */
  public EngineOptions withContextTokens(int tokens) {
    return new EngineOptions(tokens, batchTokens, physicalBatchTokens, threads, mostWaiting);
  }

  /** These options with other batch sizes. */
  public EngineOptions withBatches(int batch, int physicalBatch) {
    return new EngineOptions(contextTokens, batch, physicalBatch, threads, mostWaiting);
  }

  /** These options with another bound on the queue. */
  public EngineOptions withMostWaiting(int count) {
    return new EngineOptions(contextTokens, batchTokens, physicalBatchTokens, threads, count);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, expected %d to %d".formatted(name, value, least, most));
    }
  }
}
