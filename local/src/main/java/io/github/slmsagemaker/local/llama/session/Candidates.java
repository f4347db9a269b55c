package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The {@code llama_token_data_array} that samplers work on. */
final class Candidates {
  private static final long STRIDE = Struct.TOKEN_DATA.layout().byteSize();
  private static final long LOGIT = Struct.TOKEN_DATA.offset("logit");
  private static final long PROBABILITY = Struct.TOKEN_DATA.offset("p");
  private static final long SIZE = Struct.TOKEN_DATA_ARRAY.offset("size");
  private static final long SELECTED = Struct.TOKEN_DATA_ARRAY.offset("selected");
  private static final long DATA = Struct.TOKEN_DATA_ARRAY.offset("data");

  private final MemorySegment array;
  private final MemorySegment rows;
  private final int vocabularySize;

  Candidates(Arena arena, int vocabularySize) {
    this.vocabularySize = vocabularySize;
    this.rows = arena.allocate(Struct.TOKEN_DATA.layout(), vocabularySize);
    this.array = arena.allocate(Struct.TOKEN_DATA_ARRAY.layout());
  }

  MemorySegment array() {
    return array;
  }

  /**
   * Takes over all logits.
   *
   * @throws LlamaException.ComputationFailed if one is not finite: sorting by it in C++ may read
   *     outside the array
   */
  void fill(MemorySegment logits) {
    float zeros = 0;
    for (int token = 0; token < vocabularySize; token++) {
      float logit = logits.getAtIndex(ValueLayout.JAVA_FLOAT, token);
      zeros += logit * 0;
      set(token, token, logit);
    }
    if (zeros != 0) {
      throw new LlamaException.ComputationFailed(
          "the model computed logits that are not finite; its file is damaged: get it again");
    }
    reset(vocabularySize);
  }

  /**
   * Drops tokens that are forbidden or further than {@code range} below the likeliest.
   *
   * @return how many are left
   */
  int keepWithin(double range) {
    float best = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < vocabularySize; row++) {
      best = Math.max(best, rows.get(ValueLayout.JAVA_FLOAT, row * STRIDE + LOGIT));
    }
    int kept = 0;
    for (int row = 0; row < vocabularySize; row++) {
      float logit = rows.get(ValueLayout.JAVA_FLOAT, row * STRIDE + LOGIT);
      if (logit > Float.NEGATIVE_INFINITY && logit >= best - range) {
        set(kept++, rows.get(ValueLayout.JAVA_INT, row * STRIDE), logit);
      }
    }
    reset(kept);
    return kept;
  }

  /** The token that a chain chose; samplers may have moved the rows. */
  int selected() {
    long size = array.get(ValueLayout.JAVA_LONG, SIZE);
    long selected = array.get(ValueLayout.JAVA_LONG, SELECTED);
    if (selected < 0 || selected >= size) {
      throw new LlamaException.ComputationFailed(
          "llama.cpp chose row %d of %d; retry".formatted(selected, size));
    }
    MemorySegment data = array.get(ValueLayout.ADDRESS, DATA).reinterpret(size * STRIDE);
    return data.get(ValueLayout.JAVA_INT, selected * STRIDE);
  }

  private void set(int row, int token, float logit) {
    rows.set(ValueLayout.JAVA_INT, row * STRIDE, token);
    rows.set(ValueLayout.JAVA_FLOAT, row * STRIDE + LOGIT, logit);
    rows.set(ValueLayout.JAVA_FLOAT, row * STRIDE + PROBABILITY, 0);
  }

  private void reset(int size) {
    Struct.TOKEN_DATA_ARRAY.set(array, "data", rows);
    array.set(ValueLayout.JAVA_LONG, SIZE, size);
    array.set(ValueLayout.JAVA_LONG, SELECTED, -1);
    Struct.TOKEN_DATA_ARRAY.set(array, "sorted", false);
  }
}
