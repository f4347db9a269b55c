package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.capacity.models.ComputeBuffer;
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

  private static long compute(ModelShape shape, EngineOptions options) {
    long context = options.contextTokens();
    long tokens = Math.min(options.physicalBatchTokens(), context);
    int masks = shape.slidingWindow() ? 2 : 1;
    return new ComputeBuffer(tokens, context, masks, shape.heads(), shape.embedding())
        .reservedBytes(shape.vocabulary());
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
