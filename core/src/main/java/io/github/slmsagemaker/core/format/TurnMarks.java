package io.github.slmsagemaker.core.format;

/**
 * What stands around a turn.
 *
 * @param first what the first turn of all comes after
 * @param start before the role
 * @param afterRole between the role and what is said
 * @param end after what is said
 */
record TurnMarks(String first, String start, String afterRole, String end) {
  /** ChatML's, after what comes first. */
  static TurnMarks chatMl(String first) {
    return new TurnMarks(first, "<|im_start|>", "\n", "<|im_end|>");
  }
}
