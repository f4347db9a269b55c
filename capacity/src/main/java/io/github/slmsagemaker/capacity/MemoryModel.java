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

  /** Bytes of llama.cpp's tables for one token of the vocabulary: its text, scores and merges. */
  private static final int VOCABULARY_BYTES = 300;

  /** A page table entry of 8 bytes for each page of 4096. */
  private static final int PAGE_TABLE_SHARE = 512;

  private MemoryModel() {}

  /**
   * On processors, by llama.cpp.
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
    long repacked = build.repacked(shape, quantization, setup.repack());
    long cache = keysAndValues(shape, setup) * setup.sequences();
    long compute = compute(shape, setup);
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
   * Buffers of one physical batch: the larger of the logits' and the attention's step, the latter
   * with its mask. llama.cpp reserves them as if every token had an output.
   *
   * <p>For an 8B with a physical batch of 512 that is 258.5 MiB at a context of 2048 and 560 MiB at
   * 8192, which is what llama.cpp itself logs.
   */
  static long compute(Architecture shape, EngineSetup setup) {
    long context = (long) setup.contextTokens() * setup.sequences();
    long tokens = Math.min(setup.physicalBatchTokens(), context);
    long logitsStep = (long) shape.vocabulary() + shape.hidden();
    long attentionStep = (shape.heads() + 1) * context + 4L * shape.hidden();
    return FLOAT_BYTES * tokens * Math.max(logitsStep, attentionStep);
  }
}
