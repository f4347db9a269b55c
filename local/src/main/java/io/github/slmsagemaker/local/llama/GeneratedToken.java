package io.github.slmsagemaker.local.llama;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One generated token with the text it adds.
 *
 * @param id token
 * @param text may be empty: a control token, or the beginning of a character that is not finished
 * @param unfinished whether the text so far ends inside a character
 * @param endOfGeneration whether the model ended its answer with it; it is then the last
 * @param logprob the token's own, before any sampling setting, where asked for
 * @param likeliest the likeliest tokens at this place, as many as asked for
 */
public record GeneratedToken(
    int id,
    String text,
    boolean unfinished,
    boolean endOfGeneration,
    OptionalDouble logprob,
    List<Likelihood> likeliest) {
  public GeneratedToken {
    likeliest = List.copyOf(likeliest);
  }

  /**
   * How likely the model itself finds a token.
   *
   * @param logprob natural logarithm of its probability, 0 or less
   */
  public record Likelihood(int id, double logprob) {}
}
