package io.github.slmsagemaker.ledger;

import java.util.Arrays;

/** What a budget counts. */
public enum Measure {
  /** Tokens of prompts and answers together. */
  TOKENS("tokens"),
  /** Millionths of a US dollar. */
  MICRODOLLARS("microdollars");

  private final String word;

  Measure(String word) {
    this.word = word;
  }

  /**
   * Reads what {@link #word} writes.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Measure of(String word) {
    return Arrays.stream(values())
        .filter(measure -> measure.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no measure"));
  }

  /** As it is written in keys and in replies. */
  public String word() {
    return word;
  }
}
