package io.github.slmsagemaker.core.catalogue;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tokens at which a model's text begins and ends.
 *
 * @param bos first token of every prompt; empty for a model whose prompts have none
 * @param eos token with which the model ends its turn
 * @param source where they were read
 */
public record BoundaryTokens(Optional<Token> bos, Token eos, String source) {
  public BoundaryTokens {
    Objects.requireNonNull(bos, "bos");
    Objects.requireNonNull(eos, "eos");
    Objects.requireNonNull(source, "source");
  }

  /**
   * One token.
   *
   * @param text how it is written in a prompt
   * @param id its place in the vocabulary, where known
   */
  public record Token(String text, OptionalInt id) {
    public Token {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(id, "id");
    }
  }
}
