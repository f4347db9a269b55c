package io.github.slmsagemaker.local.startup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a model's own file says about how it reads text.
 *
 * @param specialTexts texts that become a token of their own wherever they stand
 * @param chatTemplate how it was taught to converse, as a Jinja template, where it says
 */
public record ModelTraits(Set<String> specialTexts, Optional<String> chatTemplate) {
  /** What is known of a server that says nothing. */
  public static final ModelTraits UNKNOWN = new ModelTraits(Set.of(), Optional.empty());

  /** The forms in which templates write control tokens: {@code <|end|>}, {@code </s>}, [INST]. */
  private static final Pattern MARK =
      Pattern.compile("<[^<>\\s'\"{}]{1,60}>|\\[/?[A-Z][A-Z_]{1,20}\\]");

  private static final String CHAT_ML = "<|im_start|>";

  public ModelTraits {
    specialTexts = Set.copyOf(specialTexts);
  }

  /**
   * Of a server that tells its template and no vocabulary: everything in it that looks like a
   * control token is taken for one, which costs client text at most a space.
   */
  public static ModelTraits ofTemplate(String template, List<String> tokens) {
    Set<String> texts = new TreeSet<>(tokens);
    MARK.matcher(template).results().map(MatchResult::group).forEach(texts::add);
    texts.remove("");
    return new ModelTraits(texts, Optional.of(template).filter(text -> !text.isBlank()));
  }

  /**
   * Name of the chat format that the model was taught; empty where its template and its vocabulary
   * show none of those that are known.
   */
  public Optional<String> chatFormat() {
    String template = chatTemplate.orElse("");
    if (template.contains("<|start_of_role|>")) {
      return Optional.of("granite-4");
    }
    if (!template.contains(CHAT_ML) && !specialTexts.contains(CHAT_ML)) {
      return Optional.empty();
    }
    if (template.contains("You are Qwen, created by Alibaba Cloud")) {
      return Optional.of("qwen-2.5");
    }
    return Optional.of(template.contains("# Tools") ? "qwen-3" : "hermes-3");
  }
}
