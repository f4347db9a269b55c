package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.SpecialVocabulary;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.Optional;

/**
 * The one model that is served.
 *
 * @param id as clients write it
 * @param alias another name that is understood, such as its Hugging Face id
 * @param vocabulary strings with a meaning to it
 * @param bos text of the token that engines put before every prompt by themselves
 * @param contextTokens tokens of prompt and answer together
 */
public record ServedModel(
    String id,
    Optional<String> alias,
    SpecialVocabulary vocabulary,
    String bos,
    int contextTokens) {

  /** No token of a byte-level vocabulary spells more bytes than this (Llama 3: 128 blanks). */
  private static final int LONGEST_TOKEN_BYTES = 128;

  /** A model of the catalogue under the name {@code id}, with its Hugging Face id as an alias. */
  public static ServedModel of(String id, Model model, int contextTokens) {
    return new ServedModel(
        id,
        model.huggingFaceId(),
        model.specialStrings(),
        model.tokens().bos().text(),
        contextTokens);
  }

  /**
   * Passes if a client's name means this model.
   *
   * @throws Failure.ModelNotFound otherwise
   */
  public void requireNamed(String name) {
    if (!name.equals(id) && !alias.equals(Optional.of(name))) {
      throw new Failure.ModelNotFound(
          "model '%s' is not served here; use '%s'".formatted(name, id));
    }
  }

  /**
   * Refuses a prompt that cannot fit whatever its tokens are.
   *
   * @throws Failure.ContextLengthExceeded before anything is spent
   */
  void requireRoomFor(String prompt) {
    int leastTokens = prompt.length() / LONGEST_TOKEN_BYTES;
    if (leastTokens >= contextTokens) {
      throw new Failure.ContextLengthExceeded(
          ("the prompt has at least %d tokens, but prompt and answer together may have %d; shorten"
                  + " the messages")
              .formatted(leastTokens, contextTokens));
    }
  }

  /** A rendered prompt as engines want it: they add the first token themselves. */
  String withoutBos(String prompt) {
    return prompt.startsWith(bos) ? prompt.substring(bos.length()) : prompt;
  }

  /** What a client's budget can be at most. */
  int bounded(int maxTokens) {
    return Math.min(maxTokens, contextTokens);
  }
}
