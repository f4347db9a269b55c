package io.github.slmsagemaker.ledger;

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

  /** As it is written in keys and in replies. */
  public String word() {
    return word;
  }
}
