package io.github.slmsagemaker.core.openai.reply;

/** Why an answer ended, as clients read it. */
public enum FinishReason {
  /** The model ended its turn, or a stop string was met. */
  STOP("stop"),
  /** The budget or the context was used up. */
  LENGTH("length"),
  /** The model calls tools and waits for their results. */
  TOOL_CALLS("tool_calls");

  private final String word;

  FinishReason(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }
}
