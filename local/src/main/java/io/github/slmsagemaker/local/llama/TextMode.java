package io.github.slmsagemaker.local.llama;

/** How tokens' bytes become text. */
public enum TextMode {
  /**
   * Bytes of an unfinished character wait for the tokens that finish it; control tokens have none.
   */
  WHOLE_CHARACTERS,
  /**
   * Each token by itself, control tokens too, as Text Generation Inference's llama.cpp backend does
   * it: a character that is split over tokens comes out as U+FFFD, once per malformed part.
   */
  TOKEN_BY_TOKEN;

  /** Whether a control token has text. */
  public boolean showsControlTokens() {
    return this == TOKEN_BY_TOKEN;
  }
}
