package io.github.slmsagemaker.local.gguf;

import java.util.List;

/** One typed metadata value. */
public sealed interface GgufValue {
  /** Any integer type of the format; 64-bit unsigned values keep their bits. */
  record Whole(long value) implements GgufValue {}

  /** A 32- or 64-bit float. */
  record Real(double value) implements GgufValue {}

  /** A boolean. */
  record Flag(boolean value) implements GgufValue {}

  /** A string. */
  record Text(String value) implements GgufValue {}

  /** A short array of integers, such as one number for each layer. */
  record Numbers(List<Long> values) implements GgufValue {
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /**
   * Any other array, of which only the place is kept: a vocabulary has hundreds of thousands of
   * entries, of which {@link SpecialTexts} wants a few.
   *
   * @param elementType the format's number
   * @param length elements
   * @param at where the first begins in the file
   */
  record Sequence(int elementType, int length, long at) implements GgufValue {}
}
