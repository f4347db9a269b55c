package io.github.slmsagemaker.cli.chat;

/** A model's text on a terminal: it moves no cursor, rings no bell and sets no title. */
final class Visible {
  private Visible() {}

  /** The text with its control characters, but line feeds and tabs, spelled out. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                visible.append("\\u%04x".formatted(c));
              } else {
                visible.append((char) c);
              }
            });
    return visible.toString();
  }
}
