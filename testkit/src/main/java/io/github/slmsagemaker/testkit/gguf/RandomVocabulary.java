package io.github.slmsagemaker.testkit.gguf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A small byte-level BPE vocabulary: all 256 bytes, some English words with the merges that build
 * them, ChatML's control tokens last, reserved control tokens up to the wanted size, and what is
 * added.
 *
 * <p>Tokens are written in GPT-2's alphabet, where every byte is one printable character.
 */
final class RandomVocabulary {
  static final String BEGIN_OF_TEXT = "<|begin_of_text|>";
  static final String END_OF_TEXT = "<|end_of_text|>";
  static final String IM_START = "<|im_start|>";
  static final String IM_END = "<|im_end|>";
  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int FIRST_STAND_IN = 256;
  private static final List<String> WORDS =
      List.of(
          " the",
          " and",
          " of",
          " to",
          " in",
          " is",
          " you",
          " that",
          " it",
          " for",
          " on",
          " with",
          " as",
          " are",
          " be",
          " this",
          " have",
          " from",
          " or",
          " one",
          " by",
          " word",
          " not",
          " what",
          " all",
          " we",
          " when",
          " can",
          " there",
          " an",
          " hello",
          " world",
          "yes",
          "no",
          "user",
          "system",
          "assistant",
          "tool",
          "hello",
          "ing",
          "er",
          "{\"",
          "\":",
          "\"}");

  private final Set<String> tokens = new LinkedHashSet<>();
  private final List<String> merges = new ArrayList<>();
  private final int wordTokens;
  private final int firstAdded;

  /** At least {@code size} tokens; more where the fixed part is longer. */
  RandomVocabulary(int size, List<String> added) {
    for (int value = 0; value < 256; value++) {
      tokens.add(letter(value));
    }
    WORDS.forEach(this::addWord);
    wordTokens = tokens.size();
    tokens.addAll(List.of(BEGIN_OF_TEXT, END_OF_TEXT, IM_START, IM_END));
    for (int i = 0; tokens.size() < size; i++) {
      tokens.add("<|reserved_special_token_" + i + "|>");
    }
    firstAdded = tokens.size();
    tokens.addAll(added);
  }

  int size() {
    return tokens.size();
  }

  int id(String token) {
    return List.copyOf(tokens).indexOf(token);
  }

  void writeTo(GgufWriter header) {
    List<Integer> types = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      types.add(id < wordTokens ? NORMAL : id < firstAdded ? CONTROL : USER_DEFINED);
    }
    header.entry("tokenizer.ggml.model", "gpt2");
    header.entry("tokenizer.ggml.pre", "llama-bpe");
    header.strings("tokenizer.ggml.tokens", List.copyOf(tokens));
    header.integers("tokenizer.ggml.token_type", types);
    header.strings("tokenizer.ggml.merges", merges);
    header.entry("tokenizer.ggml.bos_token_id", id(BEGIN_OF_TEXT));
    header.entry("tokenizer.ggml.eos_token_id", id(IM_END));
    header.entry("tokenizer.ggml.add_bos_token", true);
  }

  private void addWord(String word) {
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      String right = letter(word.charAt(i));
      if (!left.isEmpty() && tokens.add(left + right)) {
        merges.add(left + " " + right);
      }
      left.append(right);
    }
  }

  /** The printable bytes stand for themselves, the others for characters from U+0100 on. */
  private static String letter(int value) {
    int before = 0;
    for (int other = 0; other < value; other++) {
      before += printable(other) ? 0 : 1;
    }
    return Character.toString(printable(value) ? value : FIRST_STAND_IN + before);
  }

  private static boolean printable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }
}
