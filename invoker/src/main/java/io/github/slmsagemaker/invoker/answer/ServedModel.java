package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.format.ChatCodec;
import io.github.slmsagemaker.core.format.SpecialStrings;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.json.Shown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The one model that is served.
 *
 * @param id as clients write it; its Hugging Face id means it too
 * @param model what is known of it
 * @param fileStrings texts of the control tokens of the very file that is served, where it was read
 * @param contextTokens tokens of prompt and answer together
 */
public record ServedModel(String id, Model model, Set<String> fileStrings, int contextTokens) {

  /** No token of a byte-level vocabulary spells more bytes than this (Llama 3: 128 blanks). */
  private static final int LONGEST_TOKEN_BYTES = 128;

  public ServedModel {
    fileStrings = Set.copyOf(fileStrings);
  }

  /** A model whose file nobody has read. */
  public static ServedModel of(String id, Model model, int contextTokens) {
    return new ServedModel(id, model, Set.of(), contextTokens);
  }

  /**
   * Passes if a client's name means this model.
   *
   * @throws Failure.ModelNotFound otherwise
   */
  public void requireNamed(String name) {
    if (!name.equals(id) && !model.huggingFaceId().equals(Optional.of(name))) {
      throw new Failure.ModelNotFound(
          "model '%s' is not served here; use '%s'".formatted(Shown.name(name), id));
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
      throw overflow("the prompt has at least %d; shorten the messages".formatted(leastTokens));
    }
  }

  /** The same for a prompt whose tokens are known. */
  void requireRoomFor(List<Integer> ids) {
    if (ids.size() >= contextTokens) {
      throw overflow("the prompt has %d; shorten it".formatted(ids.size()));
    }
  }

  /**
   * A prompt that does not fit, in OpenAI's own words first: programs look for them to shorten a
   * conversation by themselves.
   */
  Failure.ContextLengthExceeded overflow(String explanation) {
    return new Failure.ContextLengthExceeded(
        "This model's maximum context length is %d tokens. However, %s"
            .formatted(contextTokens, explanation));
  }

  /** What is broken in client text. */
  SpecialStrings special() {
    return new SpecialStrings(model.specialStrings(), fileStrings);
  }

  /** Writes requests as it reads them. */
  ChatCodec codec() {
    return new ChatCodec(model.format(), special());
  }

  /** What a client's budget can be at most. */
  int bounded(int maxTokens) {
    return Math.min(maxTokens, contextTokens);
  }

  /**
   * A budget for an engine that wants one, which fits behind the prompt as far as its length tells:
   * three bytes for a token, and an eighth of the context where that leaves less.
   */
  int roomBehind(Prompt prompt) {
    int likely =
        prompt.text().getBytes(StandardCharsets.UTF_8).length / 3 + prompt.generated().size();
    return Math.max(leastRoom(), contextTokens - likely);
  }

  /**
   * What to ask for where an engine refused a budget: nothing where it is the prompt that is long.
   */
  OptionalInt lessThan(int refused, Prompt prompt) {
    return refused == Generation.AS_MANY_AS_FIT
        ? OptionalInt.empty()
        : IntStream.of(roomBehind(prompt), leastRoom()).filter(room -> room < refused).findFirst();
  }

  private int leastRoom() {
    return Math.max(1, contextTokens / 8);
  }
}
