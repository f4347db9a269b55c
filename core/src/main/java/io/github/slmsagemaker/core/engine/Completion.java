package io.github.slmsagemaker.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a generation ended, in the engine's own count.
 *
 * @param finishReason why it ended
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated, the end token included where the engine counts it
 * @param cachedTokens how many of the prompt's tokens were not read again
 * @param tokenIds every generated id in order, or empty where the engine did not return all of them
 * @param speed how fast it went, where the engine said
 * @param unfinishedTokens how many of the last ids spell no whole character, because the generation
 *     was cut inside one: the text of the last piece is theirs alone; 0 where the engine does not
 *     tell
 * @param stopWord the stop string that the engine met and left out, where it tells
 */
public record Completion(
    FinishReason finishReason,
    int promptTokens,
    int completionTokens,
    int cachedTokens,
    List<Integer> tokenIds,
    Optional<Speed> speed,
    int unfinishedTokens,
    Optional<String> stopWord) {

  public Completion {
    Objects.requireNonNull(finishReason, "finishReason");
    tokenIds = List.copyOf(tokenIds);
    Objects.requireNonNull(speed, "speed");
    Objects.requireNonNull(stopWord, "stopWord");
  }

  /** One that met no stop string, as far as the engine tells. */
  public Completion(
      FinishReason finishReason,
      int promptTokens,
      int completionTokens,
      int cachedTokens,
      List<Integer> tokenIds,
      Optional<Speed> speed,
      int unfinishedTokens) {
    this(
        finishReason,
        promptTokens,
        completionTokens,
        cachedTokens,
        tokenIds,
        speed,
        unfinishedTokens,
        Optional.empty());
  }

  /** One that was not cut inside a character either. */
  public Completion(
      FinishReason finishReason,
      int promptTokens,
      int completionTokens,
      int cachedTokens,
      List<Integer> tokenIds,
      Optional<Speed> speed) {
    this(finishReason, promptTokens, completionTokens, cachedTokens, tokenIds, speed, 0);
  }

  /** Whether the ids are all there, so that an answer can be continued after them. */
  public boolean hasAllIds() {
    return tokenIds.size() == completionTokens;
  }

  /** Why an engine stopped. */
  public enum FinishReason {
    /** The model ended its turn, or a stop string was met. */
    STOP,
    /** The budget or the context was used up. */
    LENGTH
  }

  /**
   * Time spent by the engine.
   *
   * @param reading time for the prompt tokens that were not cached
   * @param writing time for the generated tokens
   */
  public record Speed(Duration reading, Duration writing) {}
}
