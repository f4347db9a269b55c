package io.github.slmsagemaker.cli.terminal;

/** Sentences in lines of at most 96 columns. */
public final class Wrapped {
  private static final int WIDTH = 96;
  private static final String INDENT = "  ";

  private Wrapped() {}

  /** A sentence behind a dash, ending with a line break. */
  public static String bullet(String sentence) {
    StringBuilder text = new StringBuilder("-");
    int column = 1;
    for (String word : sentence.split(" ", -1)) {
      if (column + 1 + word.length() > WIDTH) {
        text.append("\n").append(INDENT).append(word);
        column = INDENT.length() + word.length();
      } else {
        text.append(" ").append(word);
        column += 1 + word.length();
      }
    }
    return text.append("\n").toString();
  }
}
