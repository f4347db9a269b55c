package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.deployment.engine.LlamaCppBuild;

/**
 * Memory that an engine needs; {@code docs/capacity.md} derives every term and shows what was
 * measured.
 */
public final class MemoryModel {
  /** The share that the prediction may be wrong by; tests hold it to that. */
  public static final double ERROR = 0.05;

  private static final int HALF_BYTES = 2;
  private static final long STATE_BYTES = 4;

  /** Bytes of a weight in Q4_0. */
  private static final double REPACKED_BYTES = 18.0 / 32;

  /** Bytes of llama.cpp's tables for one token of the vocabulary: its text, scores and merges. */
  private static final int VOCABULARY_BYTES = 300;

  /** A page table entry of 8 bytes for each page of 4096. */
  private static final int PAGE_TABLE_SHARE = 512;

  private final Platform platform;

  public MemoryModel(Platform platform) {
    this.platform = platform;
  }

  /**
   * Whether a deployment fits, with the whole context in use.
   *
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException for an unknown instance type
   */
  public Fit of(Deployment deployment) {
    Architecture shape = Shapes.of(deployment);
    long bytes = Shapes.fileBytes(deployment);
    int context = deployment.contextTokens();
    return deployment.where(
        (serverless, host) ->
            new Fit(
                onProcessors(
                    shape,
                    bytes,
                    deployment.weights().name(),
                    host.build(),
                    serverless.settings(),
                    context),
                (long) serverless.memoryMb() << 20,
                "an endpoint of %d MB".formatted(serverless.memoryMb())),
        (instances, host) -> {
          InstanceType instance = platform.instance(instances.instanceType());
          return new Fit(
              onCard(shape, bytes, instance.cardBytes(), host, context),
              instance.cardBytes(),
              "%s's %s".formatted(instance.name(), instance.card()));
        });
  }

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
      LlamaCppBuild build,
      ProcessorSettings settings,
      int contextTokens) {
    int used = contextTokens * settings.sequences();
    return onProcessors(shape, fileBytes, quantization, build, settings, contextTokens, used);
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
      LlamaCppBuild build,
      ProcessorSettings settings,
      int contextTokens,
      int used) {
    long repacked = build.copies(quantization) ? repacked(shape) : 0;
    int batch = settings.physicalBatchTokens();
    long checkpoints = stateBytes(shape) * checkpoints(used, batch);
    long cache = (keysAndValues(shape, contextTokens) + checkpoints) * settings.sequences();
    ComputeBuffer buffer = ComputeBuffer.of(batch, used, shape.heads(), shape.hidden());
    long compute =
        build.keepsScores()
            ? buffer.touchedBytes(shape.ffn())
            : buffer.touchedBytesWithoutScores(shape.ffn());
    long promptCache = (long) settings.promptCacheMb() << 20;
    long tables = (fileBytes + repacked + cache + compute) / PAGE_TABLE_SHARE;
    long runtime = build.processBytes() + (long) shape.vocabulary() * VOCABULARY_BYTES + tables;
    long peak = fileBytes + repacked + cache + compute + promptCache + runtime;
    long margin = Math.round(peak * ERROR);
    return new MemoryNeed(fileBytes, repacked, cache, compute, promptCache, runtime, margin);
  }

  /** On a card: the weights, one whole context, what it works with, and what it leaves free. */
  static MemoryNeed onCard(
      Architecture shape, long weightBytes, long cardBytes, Host.Card host, int contextTokens) {
    long left = Math.round(cardBytes * host.leftFree());
    long cache = keysAndValues(shape, contextTokens);
    return new MemoryNeed(weightBytes, 0, cache, host.workingBytes(), 0, left, 0);
  }

  /** Bytes of the second copy. Embedding and output are never repacked. */
  private static long repacked(Architecture shape) {
    return (long) (Shapes.allLayerWeights(shape) * REPACKED_BYTES);
  }

  /** Bytes of keys and values of one context, in f16, and of a hybrid's state, in floats. */
  static long keysAndValues(Architecture shape, int contextTokens) {
    return HALF_BYTES * shape.cacheElements() * contextTokens + stateBytes(shape);
  }

  /** Bytes of a hybrid's state. */
  static long stateBytes(Architecture shape) {
    return STATE_BYTES * shape.stateElements();
  }

  /**
   * Copies of a hybrid's state: one at the end of a prompt, one before its last batch, and so on.
   */
  private static int checkpoints(int used, int batch) {
    return Math.min(ProcessorSettings.STATE_CHECKPOINTS, Math.ceilDiv(used, batch));
  }
}
