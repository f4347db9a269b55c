package io.github.slmsagemaker.core.engine;

import java.nio.charset.StandardCharsets;

/** Tokens of a text, from its bytes: without the vocabulary nobody knows. */
public final class TokenEstimate {
  /**
   * Bytes of UTF-8 in a token. English has about four in a large vocabulary; the estimate is to be
   * high rather than low, so that code and other scripts are covered too.
   */
  private static final double BYTES_PER_TOKEN = 3;

  /** The same of English, which has the most: with it, a text has as few tokens as it can. */
  private static final double MOST_BYTES_PER_TOKEN = 4.5;

  private TokenEstimate() {}

  /** Likely no fewer than there are. */
  public static int high(String text) {
    return (int) Math.ceil(bytes(text) / BYTES_PER_TOKEN);
  }

  /** Likely no more than there are. */
  public static double low(String text) {
    return bytes(text) / MOST_BYTES_PER_TOKEN;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
