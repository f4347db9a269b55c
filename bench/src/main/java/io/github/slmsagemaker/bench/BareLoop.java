package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.local.llama.binding.ContextFunctions;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.binding.ModelFunctions;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * llama.cpp's own speed, measured with nothing around it but the decode call: what everything built
 * on top is compared with.
 */
final class BareLoop implements AutoCloseable {
  private static final long SEED = 1;

  private final Arena arena = Arena.ofConfined();
  private final ModelFunctions models;
  private final ContextFunctions contexts;
  private final MemorySegment model;
  private final int vocabularySize;

  /**
   * Tokens per second.
   *
   * @param prompt reading a prompt in batches
   * @param decode generating, the likeliest token each time
   */
  record Speed(double prompt, double decode) {}

  /** Loads a model, for the calling thread. */
  BareLoop(LlamaLibrary library, Path file) {
    models = library.models;
    contexts = library.contexts;
    MemorySegment params = models.defaultParams.call(arena);
    Struct.MODEL_PARAMS.set(params, "devices", arena.allocate(ValueLayout.ADDRESS));
    model = made(models.load.call(arena.allocateFrom(file.toString()), params));
    vocabularySize = models.vocabularySize.call(models.vocabulary.call(model));
  }

  /**
   * Reads a random prompt and generates behind it, once.
   *
   * @param promptTokens at least 1
   * @param decodedTokens at least 1; both together at most {@code contextTokens}
   */
  Speed measure(
      int contextTokens, int batchTokens, int threads, int promptTokens, int decodedTokens) {
    MemorySegment context = context(contextTokens, batchTokens, threads);
    try (Arena buffers = Arena.ofConfined()) {
      Batch batch = new Batch(buffers, batchTokens);
      int[] prompt = new SplittableRandom(SEED).ints(promptTokens, 0, vocabularySize).toArray();
      long start = System.nanoTime();
      for (int from = 0; from < promptTokens; from += batchTokens) {
        int count = Math.min(batchTokens, promptTokens - from);
        decode(context, batch.filled(prompt, from, count, from, from + count == promptTokens));
      }
      int next = likeliest(context);
      long read = System.nanoTime();
      for (int i = 0; i < decodedTokens; i++) {
        decode(context, batch.filled(new int[] {next}, 0, 1, promptTokens + i, true));
        next = likeliest(context);
      }
      long end = System.nanoTime();
      return new Speed(promptTokens * 1e9 / (read - start), decodedTokens * 1e9 / (end - read));
    } finally {
      contexts.free.call(context);
    }
  }

  @Override
  public void close() {
    models.free.call(model);
    arena.close();
  }

  private MemorySegment context(int contextTokens, int batchTokens, int threads) {
    MemorySegment params = contexts.defaultParams.call(arena);
    Struct layout = Struct.CONTEXT_PARAMS;
    layout.set(params, "n_ctx", contextTokens);
    layout.set(params, "n_batch", batchTokens);
    layout.set(params, "n_ubatch", batchTokens);
    layout.set(params, "n_threads", threads);
    layout.set(params, "n_threads_batch", threads);
    layout.set(params, "offload_kqv", false);
    return made(contexts.open.call(model, params));
  }

  private void decode(MemorySegment context, MemorySegment batch) {
    int result = contexts.decode.call(context, batch);
    if (result != 0) {
      throw new IllegalStateException("llama_decode returned " + result);
    }
  }

  private int likeliest(MemorySegment context) {
    MemorySegment logits =
        made(contexts.logits.call(context, -1)).reinterpret((long) vocabularySize * Float.BYTES);
    int best = 0;
    for (int token = 1; token < vocabularySize; token++) {
      if (logits.getAtIndex(ValueLayout.JAVA_FLOAT, token)
          > logits.getAtIndex(ValueLayout.JAVA_FLOAT, best)) {
        best = token;
      }
    }
    return best;
  }

  private static MemorySegment made(MemorySegment pointer) {
    if (pointer.equals(MemorySegment.NULL)) {
      throw new IllegalStateException("llama.cpp made nothing");
    }
    return pointer;
  }

  /** Tokens of one sequence, which llama.cpp assumes where no sequence is named. */
  private static final class Batch {
    private final MemorySegment batch;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment wantsLogits;

    Batch(Arena arena, int most) {
      batch = arena.allocate(Struct.BATCH.layout());
      tokens = arena.allocate(ValueLayout.JAVA_INT, most);
      positions = arena.allocate(ValueLayout.JAVA_INT, most);
      wantsLogits = arena.allocate(most);
      Struct.BATCH.set(batch, "token", tokens);
      Struct.BATCH.set(batch, "pos", positions);
      Struct.BATCH.set(batch, "logits", wantsLogits);
    }

    MemorySegment filled(int[] ids, int from, int count, int position, boolean logits) {
      for (int i = 0; i < count; i++) {
        tokens.setAtIndex(ValueLayout.JAVA_INT, i, ids[from + i]);
        positions.setAtIndex(ValueLayout.JAVA_INT, i, position + i);
        wantsLogits.set(ValueLayout.JAVA_BYTE, i, (byte) 0);
      }
      wantsLogits.set(ValueLayout.JAVA_BYTE, count - 1, (byte) (logits ? 1 : 0));
      Struct.BATCH.set(batch, "n_tokens", count);
      return batch;
    }
  }
}
