package io.github.slmsagemaker.core.openai.reply;

/**
 * Tokens of a whole request, all its model calls together, in the engine's own count.
 *
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated
 * @param cachedTokens how many of the prompt's tokens did not have to be read again
 */
public record Usage(int promptTokens, int completionTokens, int cachedTokens) {
  public Usage {
    if (promptTokens < 0 || completionTokens < 0 || cachedTokens < 0) {
      throw new IllegalArgumentException(
          "usage is "
              + promptTokens
              + ", "
              + completionTokens
              + ", "
              + cachedTokens
              + ", expected counts of at least 0");
    }
  }

  /** Prompt and answer together. */
  public long totalTokens() {
    return (long) promptTokens + completionTokens;
  }

  /** These tokens and those of another model call for the same request. */
  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        cachedTokens + other.cachedTokens);
  }
}
