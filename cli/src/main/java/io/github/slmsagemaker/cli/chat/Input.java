package io.github.slmsagemaker.cli.chat;

import java.util.Optional;

/** What a person typed: a question, or a command to the program. */
sealed interface Input {
  /** Three quotes around a text of several lines. */
  String BLOCK = "\"\"\"";

  /** For the model. */
  record Question(String text) implements Input {}

  /** Nothing. */
  record Nothing() implements Input {}

  /** What there is to type. */
  record Help() implements Input {}

  /** A system prompt, {@code -} for none; without one, to see it. */
  record SystemPrompt(Optional<String> text) implements Input {}

  /** A model by its name; without one, to see them. */
  record Model(Optional<String> name) implements Input {}

  /** The conversation into a file. */
  record Save(Optional<String> file) implements Input {}

  /** The last question once more. */
  record Retry() implements Input {}

  /** A new conversation. */
  record Clear() implements Input {}

  /** The end. */
  record Leave() implements Input {}

  /** A command that there is not. */
  record Unknown(String command) implements Input {}

  static Input of(String typed) {
    String text = typed.strip();
    if (text.startsWith(BLOCK)) {
      return question(text.replaceFirst("^" + BLOCK, "").replaceFirst(BLOCK + "$", "").strip());
    }
    if (!text.startsWith("/")) {
      return question(text);
    }
    String[] words = text.split("\\s+", 2);
    Optional<String> rest = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
    return switch (words[0]) {
      case "/help" -> new Help();
      case "/system" -> new SystemPrompt(rest);
      case "/model" -> new Model(rest);
      case "/save" -> new Save(rest);
      case "/retry" -> new Retry();
      case "/clear" -> new Clear();
      case "/quit", "/exit", "/bye" -> new Leave();
      default -> new Unknown(words[0]);
    };
  }

  /** Whether a block was opened and not closed, so that the next line belongs to it. */
  static boolean goesOn(String typed) {
    String text = typed.strip();
    return text.startsWith(BLOCK) && (text.length() < 2 * BLOCK.length() || !text.endsWith(BLOCK));
  }

  private static Input question(String text) {
    return text.isEmpty() ? new Nothing() : new Question(text);
  }
}
