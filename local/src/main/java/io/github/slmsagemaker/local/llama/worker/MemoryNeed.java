package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.local.gguf.ModelShape;
import io.github.slmsagemaker.local.gguf.TensorType;
import java.nio.file.Path;

/**
 * What a model and its session need, in bytes.
 *
 * @param weights the file; mapped, but slow unless all of it stays in memory
 * @param repacked llama.cpp b4916's second copy of Q4_0 matrices
 * @param cache keys and values of the whole context, or a recurrent state
 * @param compute buffers of one physical batch
 */
record MemoryNeed(long weights, long repacked, long cache, long compute) {
  private static final int FLOAT_BYTES = 4;

  static MemoryNeed of(GgufFile file, EngineOptions options) {
    return new MemoryNeed(
        file.sizeBytes(),
        file.bytesOf(TensorType.Q4_0),
        cache(file.shape(), options),
        compute(file.shape(), options));
  }

  private static long cache(ModelShape shape, EngineOptions options) {
    return TensorType.F16.bytes(shape.cacheElementsPerToken() * options.contextTokens())
        + FLOAT_BYTES * shape.stateElements();
  }

  /**
   * Floats of one physical batch: the masks, and the larger of the logits' and the attention's
   * step. Fitted to what b4916 reports for 1B and tiny shapes at contexts of 168 to 16384 and
   * batches of 64 and 256, within 3 % everywhere.
   */
  private static long compute(ModelShape shape, EngineOptions options) {
    long context = options.contextTokens();
    long scores = shape.heads() * context;
    long logitsStep = (long) shape.vocabulary() + shape.embedding();
    long attentionStep = scores + 4L * shape.embedding();
    long tokens = Math.min(options.physicalBatchTokens(), context);
    long masks = shape.slidingWindow() ? 2 * context : context;
    return FLOAT_BYTES * tokens * (masks + Math.max(logitsStep, attentionStep));
  }

  long total() {
    return weights + repacked + cache + compute;
  }

  /** Refuses what would not fit. */
  void requireWithin(AvailableMemory available, Path file) {
    if (total() > available.bytes()) {
      throw new LlamaException.TooLittleMemory(
          "%s: too little memory: needs %s (weights %s, repacked %s, cache %s, buffers %s), %s has %s"
                  .formatted(
                      file,
                      mebibytes(total()),
                      mebibytes(weights),
                      mebibytes(repacked),
                      mebibytes(cache),
                      mebibytes(compute),
                      available.source(),
                      mebibytes(available.bytes()))
              + " left; use a smaller model, quantisation, context or physical batch",
          total(),
          available.bytes());
    }
  }

  static String mebibytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20) + " MiB";
  }
}
