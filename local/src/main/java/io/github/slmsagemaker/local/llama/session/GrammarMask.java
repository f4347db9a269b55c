package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.SamplerFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Forbids every token that a grammar does not let come next. Freed with its arena.
 *
 * <p>llama.cpp keeps each way in which the answer so far can be read, and a way is a list that
 * grows with the answer's nesting. A grammar whose alternatives begin alike doubles them with every
 * level, so they are counted: memory would end the process.
 */
final class GrammarMask {
  private static final String ROOT = "root";
  private static final long MOST_WAYS = 1 << 12;

  /** A {@code std::vector} is begin, end and capacity; its elements here are vectors. */
  private static final long VECTOR_BYTES = 3 * ValueLayout.ADDRESS.byteSize();

  private final SamplerFunctions c;
  private final MemorySegment handle;

  /**
   * @throws LlamaException.InvalidGrammar if llama.cpp cannot parse it
   */
  GrammarMask(LlamaModel model, String gbnf, Arena arena) {
    c = model.library().samplers;
    model.library().log().clear();
    MemorySegment none = MemorySegment.NULL;
    MemorySegment parsed =
        c.parseGrammar.call(
            model.vocabulary(),
            arena.allocateFrom(gbnf),
            arena.allocateFrom(ROOT),
            false,
            none,
            0,
            none,
            0);
    if (parsed.equals(none)) {
      throw new LlamaException.InvalidGrammar(
          "llama.cpp cannot use the grammar (%s); put the recursion on the right"
              .formatted(model.library().log().firstError().orElse("no reason given")));
    }
    handle = parsed.reinterpret(arena, c.freeGrammar::call);
  }

  void apply(MemorySegment candidates) {
    c.applyGrammar.call(handle, candidates);
  }

  /**
   * Takes note of the chosen token.
   *
   * @throws LlamaException.InvalidGrammar where too many ways are left to go on
   */
  void accept(int token) {
    c.acceptGrammar.call(handle, token);
    if (ways() > MOST_WAYS) {
      throw new LlamaException.InvalidGrammar(
          "the grammar can be read in over %d ways here; let its alternatives begin differently"
              .formatted(MOST_WAYS));
    }
  }

  private long ways() {
    MemorySegment vector = c.grammarWays.call(handle).reinterpret(VECTOR_BYTES);
    long begin = vector.get(ValueLayout.JAVA_LONG, 0);
    long end = vector.get(ValueLayout.JAVA_LONG, Long.BYTES);
    return (end - begin) / VECTOR_BYTES;
  }
}
