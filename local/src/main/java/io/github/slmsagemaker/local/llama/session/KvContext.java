package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.binding.ContextFunctions;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The native context of one sequence and the tokens that its cache holds. Confined to the thread
 * that opened it: any other thread gets a {@link WrongThreadException}.
 */
final class KvContext implements AutoCloseable {
  private static final int SEQUENCE = 0;
  private static final int TO_THE_END = -1;
  // llama_decode's results
  private static final int DECODED = 0;
  private static final int ABORTED = 2;

  private final Arena arena = Arena.ofConfined();
  private final LlamaModel model;
  private final ContextFunctions c;
  private final MemorySegment context;
  private final MemorySegment abortCallback;
  private final MemorySegment tokens;
  private final MemorySegment positions;
  private final MemorySegment wantsLogits;
  private final MemorySegment batch;
  private final int contextTokens;
  private final int[] held;
  private int heldCount;
  private BooleanSupplier cancelled = KvContext::never;
  private @Nullable RuntimeException cancelFailure;

  KvContext(LlamaModel model, EngineOptions options) {
    this.model = model;
    this.c = model.library().contexts;
    this.contextTokens = options.contextTokens();
    this.held = new int[contextTokens];
    int most = options.batchTokens();
    try {
      abortCallback = abortCallback();
      tokens = arena.allocate(ValueLayout.JAVA_INT, most);
      positions = arena.allocate(ValueLayout.JAVA_INT, most);
      wantsLogits = arena.allocate(most);
      batch = arena.allocate(Struct.BATCH.layout());
      fillBatch(most);
      context = open(options);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  int heldCount() {
    return heldCount;
  }

  int contextTokens() {
    return contextTokens;
  }

  /** How many tokens at the beginning of {@code prompt} the cache holds already. */
  int commonPrefix(List<Integer> prompt) {
    int most = Math.min(heldCount, prompt.size());
    int common = 0;
    while (common < most && held[common] == prompt.get(common)) {
      common++;
    }
    return common;
  }

  /** Forgets everything from position {@code count} on. */
  void keep(int count) {
    if (count < heldCount && count > 0 && c.remove.call(context, SEQUENCE, count, TO_THE_END)) {
      heldCount = count;
    } else if (count < heldCount) {
      c.clear.call(context);
      heldCount = 0;
    }
  }

  /**
   * Computes tokens behind those that are held; with logits of the last one if wanted.
   *
   * @param stop asked between the steps of the computation
   * @return false if {@code stop} ended it: nothing of {@code ids} is then held
   */
  boolean decode(List<Integer> ids, boolean logitsOfLast, BooleanSupplier stop) {
    int count = ids.size();
    if (count > positions.byteSize() / Integer.BYTES || count > contextTokens - heldCount) {
      throw new IllegalArgumentException(
          "%d tokens behind %d exceed batch or context".formatted(count, heldCount));
    }
    for (int i = 0; i < count; i++) {
      tokens.setAtIndex(ValueLayout.JAVA_INT, i, ids.get(i));
      positions.setAtIndex(ValueLayout.JAVA_INT, i, heldCount + i);
      wantsLogits.set(ValueLayout.JAVA_BYTE, i, (byte) 0);
    }
    wantsLogits.set(ValueLayout.JAVA_BYTE, count - 1, (byte) (logitsOfLast ? 1 : 0));
    int result = decodeBatch(count, stop);
    if (result == DECODED) {
      for (int id : ids) {
        held[heldCount++] = id;
      }
      return true;
    }
    forget(result);
    return false;
  }

  /** The logits of the last decoded token, valid until the next decoding. */
  MemorySegment logits() {
    MemorySegment row = c.logits.call(context, -1);
    if (row.equals(MemorySegment.NULL)) {
      throw new LlamaException.ComputationFailed("llama.cpp kept no logits; retry");
    }
    return row.reinterpret((long) model.vocabularySize() * Float.BYTES);
  }

  /** Frees the context; again has no effect. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  void requireOpen() {
    if (!arena.scope().isAlive()) {
      throw new LlamaException.Closed("the session was closed");
    }
  }

  private MemorySegment open(EngineOptions options) {
    model.library().log().clear();
    MemorySegment params = c.defaultParams.call(arena);
    Struct layout = Struct.CONTEXT_PARAMS;
    layout.set(params, "n_ctx", options.contextTokens());
    layout.set(params, "n_batch", options.batchTokens());
    layout.set(params, "n_ubatch", options.physicalBatchTokens());
    layout.set(params, "n_seq_max", 1);
    layout.set(params, "n_threads", options.threads());
    layout.set(params, "n_threads_batch", options.threads());
    layout.set(params, "offload_kqv", false);
    layout.set(params, "no_perf", true);
    MemorySegment opened = model.openContext(params);
    if (opened.equals(MemorySegment.NULL)) {
      throw new LlamaException.LoadFailed(
          "llama.cpp made no context for %s (%s); use a smaller context or free memory"
              .formatted(options, model.library().log().firstError().orElse("no reason given")));
    }
    return opened.reinterpret(arena, model::releaseContext);
  }

  private void fillBatch(int most) {
    MemorySegment sequence = arena.allocateFrom(ValueLayout.JAVA_INT, SEQUENCE);
    MemorySegment sequenceCounts = arena.allocate(ValueLayout.JAVA_INT, most);
    MemorySegment sequences = arena.allocate(ValueLayout.ADDRESS, most);
    for (int i = 0; i < most; i++) {
      sequenceCounts.setAtIndex(ValueLayout.JAVA_INT, i, 1);
      sequences.setAtIndex(ValueLayout.ADDRESS, i, sequence);
    }
    Struct.BATCH.set(batch, "token", tokens);
    Struct.BATCH.set(batch, "pos", positions);
    Struct.BATCH.set(batch, "n_seq_id", sequenceCounts);
    Struct.BATCH.set(batch, "seq_id", sequences);
    Struct.BATCH.set(batch, "logits", wantsLogits);
  }

  /** A single token is computed without asking: the callback comes once per step of the graph. */
  private int decodeBatch(int count, BooleanSupplier stop) {
    Struct.BATCH.set(batch, "n_tokens", count);
    if (count == 1) {
      return c.decode.call(context, batch);
    }
    cancelled = stop;
    c.setAbortCallback.call(context, abortCallback, MemorySegment.NULL);
    try {
      return c.decode.call(context, batch);
    } finally {
      c.setAbortCallback.call(context, MemorySegment.NULL, MemorySegment.NULL);
      cancelled = KvContext::never;
    }
  }

  private static boolean never() {
    return false;
  }

  private void forget(int result) {
    RuntimeException failure = cancelFailure;
    cancelFailure = null;
    boolean removed = heldCount > 0 && c.remove.call(context, SEQUENCE, heldCount, TO_THE_END);
    if (!removed || result != ABORTED) {
      c.clear.call(context);
      heldCount = 0;
    }
    if (failure != null) {
      throw failure;
    }
    if (result != ABORTED) {
      throw new LlamaException.ComputationFailed(
          "llama_decode returned %d, expected 0 (%s); retry"
              .formatted(result, model.library().log().firstError().orElse("no reason given")));
    }
  }

  private MemorySegment abortCallback() {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findVirtual(
                  KvContext.class,
                  "shouldAbort",
                  MethodType.methodType(boolean.class, MemorySegment.class))
              .bindTo(this);
      return Linker.nativeLinker()
          .upcallStub(
              target, FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("shouldAbort is a method of this class", e);
    }
  }

  /** Called from C, where an exception would end the process. */
  @SuppressWarnings("unused")
  private boolean shouldAbort(MemorySegment data) {
    try {
      return cancelled.getAsBoolean();
    } catch (RuntimeException e) {
      cancelFailure = e;
      return true;
    }
  }
}
