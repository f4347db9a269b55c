package io.github.slmsagemaker.local.llama;

import java.time.Duration;
import java.util.List;

/**
 * A finished generation.
 *
 * @param ids all generated tokens, an end token included
 * @param stopReason why it ended
 * @param promptTokens length of the prompt
 * @param cachedTokens how many of them were still in the cache and not read again
 * @param promptTime reading the prompt
 * @param predictedTime generating, from the end of the prompt
 * @param unfinishedText U+FFFD if the last token left a character unfinished, else empty; no token
 *     carried it
 */
public record Generation(
    List<Integer> ids,
    StopReason stopReason,
    int promptTokens,
    int cachedTokens,
    Duration promptTime,
    Duration predictedTime,
    String unfinishedText) {
  public Generation {
    ids = List.copyOf(ids);
  }

  /** Of a prompt that was withdrawn before its turn. */
  public static Generation neverStarted(int promptTokens) {
    return new Generation(
        List.of(), StopReason.CANCELLED, promptTokens, 0, Duration.ZERO, Duration.ZERO, "");
  }
}
