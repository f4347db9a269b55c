package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.session.LlamaModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads prompts as the containers do. */
record PromptIds(LlamaModel model) {
  /**
   * A text, its special strings as control tokens, beginning with the begin-of-text token once,
   * whether or not the text has it.
   */
  List<Integer> of(String text) {
    List<Integer> ids = Arrays.stream(model.tokenize(text, true, true)).boxed().toList();
    int begin = model.beginOfSequence();
    boolean twice = ids.size() > 1 && ids.get(0) == begin && ids.get(1) == begin;
    return twice ? ids.subList(1, ids.size()) : ids;
  }

  /**
   * llama-server's {@code prompt}: a text, ids, or both mixed, where only a text at the very front
   * gets the begin-of-text token (tools/server/server-common.cpp, {@code tokenize_mixed}).
   */
  List<Integer> of(JsonNode prompt) {
    if (prompt.isString()) {
      return of(prompt.asString());
    }
    if (!prompt.isArray() || prompt.isEmpty()) {
      throw Fields.wrong("prompt", prompt, "a string or an array of strings and token ids");
    }
    List<Integer> ids = new ArrayList<>();
    boolean first = true;
    boolean onlyText = prompt.size() > 1;
    for (JsonNode part : prompt) {
      ids.addAll(part(part, first));
      first = false;
      onlyText &= part.isString();
    }
    if (onlyText) {
      throw new BadRequest("Field 'prompt': is several prompts, expected one; send one at a time");
    }
    return ids;
  }

  private List<Integer> part(JsonNode part, boolean first) {
    if (part.isString()) {
      return first
          ? of(part.asString())
          : Arrays.stream(model.tokenize(part.asString(), false, true)).boxed().toList();
    }
    if (!part.isIntegralNumber() || !part.canConvertToInt()) {
      throw Fields.wrong("prompt", part, "a string or an array of strings and token ids");
    }
    if (part.asInt() < 0 || part.asInt() >= model.vocabularySize()) {
      throw Fields.wrong("prompt", part, "token ids below " + model.vocabularySize());
    }
    return List.of(part.asInt());
  }
}
