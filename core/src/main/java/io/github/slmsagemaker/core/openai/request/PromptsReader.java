package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.chat.CompletionPrompt;
import io.github.slmsagemaker.core.json.Field;
import java.util.List;

/** Reads {@code prompt}: a text, a list of token ids, or a list of such. */
final class PromptsReader {
  static final int MAX_PROMPTS = 16;

  /** More than any context; what is too many for this one is said later. */
  static final int MAX_IDS = 200_000;

  private static final String EXPECTED = "text, token ids, or a list of at most 16 such prompts";

  private PromptsReader() {}

  static List<CompletionPrompt> read(Field prompt) {
    if (prompt.node().isArray() && !prompt.node().path(0).isNumber()) {
      return prompt.array(1, MAX_PROMPTS).stream().map(PromptsReader::one).toList();
    }
    return List.of(one(prompt));
  }

  private static CompletionPrompt one(Field prompt) {
    if (prompt.node().isString()) {
      return new CompletionPrompt.Text(prompt.string());
    }
    if (!prompt.node().isArray()) {
      throw prompt.wrongType(EXPECTED);
    }
    return new CompletionPrompt.Ids(
        prompt.array(1, MAX_IDS).stream().map(id -> id.integer(0, Integer.MAX_VALUE)).toList());
  }
}
