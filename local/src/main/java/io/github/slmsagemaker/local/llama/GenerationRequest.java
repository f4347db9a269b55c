package io.github.slmsagemaker.local.llama;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to generate.
 *
 * @param prompt token ids, at least one
 * @param maxTokens most tokens to generate; 0 only reads the prompt into the cache
 * @param sampling how tokens are chosen
 * @param logprobs where present, tokens carry their own logprob and this many of the likeliest, 0
 *     to 100
 * @param reuseCache whether the beginning that the last prompt and answer share with this prompt
 *     may stay in the cache; without it everything is read again
 * @param text how the answer's bytes become text
 */
public record GenerationRequest(
    List<Integer> prompt,
    int maxTokens,
    Sampling sampling,
    OptionalInt logprobs,
    boolean reuseCache,
    TextMode text) {
  private static final int MOST_LOGPROBS = 100;

  public GenerationRequest {
    prompt = List.copyOf(prompt);
    if (prompt.isEmpty()) {
      throw new LlamaException.InvalidRequest("the prompt has no token, expected at least one");
    }
    if (maxTokens < 0) {
      throw new LlamaException.InvalidRequest(
          "maxTokens is %d, expected 0 or more".formatted(maxTokens));
    }
    int likeliest = logprobs.orElse(0);
    if (likeliest < 0 || likeliest > MOST_LOGPROBS) {
      throw new LlamaException.InvalidRequest(
          "logprobs is %d, expected 0 to %d".formatted(likeliest, MOST_LOGPROBS));
    }
  }

  /** Without logprobs, with the cache, in whole characters. */
  public static GenerationRequest of(List<Integer> prompt, int maxTokens, Sampling sampling) {
    return new GenerationRequest(
        prompt, maxTokens, sampling, OptionalInt.empty(), true, TextMode.WHOLE_CHARACTERS);
  }

  /** As {@link #of(List, int, Sampling)}. */
  public static GenerationRequest of(int[] prompt, int maxTokens, Sampling sampling) {
    return of(Arrays.stream(prompt).boxed().toList(), maxTokens, sampling);
  }

  /** This request with logprobs, each with {@code likeliest} alternatives. */
  public GenerationRequest withLogprobs(int likeliest) {
    return new GenerationRequest(
        prompt, maxTokens, sampling, OptionalInt.of(likeliest), reuseCache, text);
  }

  /** This request, read from its first token on. */
  public GenerationRequest withoutCache() {
    return new GenerationRequest(prompt, maxTokens, sampling, logprobs, false, text);
  }

  /** This request with another way of making text. */
  public GenerationRequest withText(TextMode mode) {
    return new GenerationRequest(prompt, maxTokens, sampling, logprobs, reuseCache, mode);
  }
}
