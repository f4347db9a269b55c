package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.catalogue.Architecture;

/**
 * Memory that an engine needs; {@code docs/capacity.md} derives every term and shows what was
 * measured.
 */
public final class MemoryModel {
  /** The share that the prediction may be wrong by; tests hold it to that. */
  public static final double ERROR = 0.05;

  /**
   * What TGI leaves free of a card: {@code TGI_WIGGLE_ROOM}, 0.90 by default
   * (text_generation_server/models/globals.py).
   */
  private static final double CARD_LEFT_FREE = 0.10;

  private static final int FLOAT_BYTES = 4;
  private static final int HALF_BYTES = 2;

  /** Bytes of llama.cpp's tables for one token of the vocabulary: its text, scores and merges. */
  private static final int VOCABULARY_BYTES = 300;

  /** A page table entry of 8 bytes for each page of 4096. */
  private static final int PAGE_TABLE_SHARE = 512;

  private MemoryModel() {}

  /**
   * On processors, by llama.cpp, with the whole context in use.
   *
   * @param fileBytes size of the GGUF
   * @param quantization its name, such as {@code Q4_K_M}
   */
  public static MemoryNeed onProcessors(
      Architecture shape,
      long fileBytes,
      String quantization,
      EngineBuild build,
      EngineSetup setup) {
    int context = setup.contextTokens() * setup.sequences();
    return onProcessors(shape, fileBytes, quantization, build, setup, context);
  }

  /**
   * The same before the context was ever full: what a measurement with a short prompt sees.
   *
   * @param used most tokens of the context that were in use
   */
  public static MemoryNeed onProcessors(
      Architecture shape,
      long fileBytes,
      String quantization,
      EngineBuild build,
      EngineSetup setup,
      int used) {
    long repacked = build.repacked(shape, quantization, setup.repack());
    long cache = keysAndValues(shape, setup) * setup.sequences();
    long compute = compute(shape, setup.physicalBatchTokens(), used);
    long promptCache = (long) setup.promptCacheMb() << 20;
    long tables = (fileBytes + repacked + cache + compute) / PAGE_TABLE_SHARE;
    long runtime = build.process() + (long) shape.vocabulary() * VOCABULARY_BYTES + tables;
    long peak = fileBytes + repacked + cache + compute + promptCache + runtime;
    long margin = Math.round(peak * ERROR);
    return new MemoryNeed(fileBytes, repacked, cache, compute, promptCache, runtime, margin);
  }

  /** On a card, by TGI: the weights, one whole context, and what TGI leaves free. */
  static MemoryNeed onCard(
      Architecture shape, long weightBytes, InstanceType instance, EngineSetup setup) {
    long left = Math.round(instance.cardBytes() * CARD_LEFT_FREE);
    return new MemoryNeed(weightBytes, 0, keysAndValues(shape, setup), 0, 0, left, 0);
  }

  /** Bytes of keys and values of one context. */
  static long keysAndValues(Architecture shape, EngineSetup setup) {
    return setup.kvType().bytes(Shapes.cacheElements(shape) * setup.contextTokens());
  }

  /**
   * Buffers that a physical batch touches at the end of a prompt: the larger of the attention's
   * step with its scores and mask and the feed-forward step, as floats; and a copy of the scores as
   * f16, which multiplying them with the values takes. The logits, for which llama.cpp reserves one
   * row per token, are asked for of one token only, so what is reserved for the others is never
   * touched.
   *
   * <p>For an 8B with a physical batch of 512 and a context of 8192 the floats are 560 MiB, which
   * is what llama.cpp logs as its buffer.
   *
   * @param used tokens of the context that are in use
   */
  static long compute(Architecture shape, int physicalBatchTokens, long used) {
    long tokens = Math.min(physicalBatchTokens, used);
    long attention = (shape.heads() + 1) * used + 4L * shape.hidden();
    long feedForward = 2L * shape.ffn() + 2L * shape.hidden();
    long scores = shape.heads() * used;
    return tokens * (FLOAT_BYTES * Math.max(attention, feedForward) + HALF_BYTES * scores);
  }
}
