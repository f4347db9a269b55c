package io.github.slmsagemaker.core.json;

import tools.jackson.databind.JsonNode;

/** A client's value as an error message shows it: on one line, short, nothing invisible. */
public final class Shown {
  /** Most characters of a value that a message repeats. */
  static final int MAX_CHARS = 64;

  private Shown() {}

  /** A value: text in quotes, numbers as they are, containers by their kind. */
  static String value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> text(node.stringValue());
      case OBJECT -> "an object";
      case ARRAY -> "an array of " + node.size();
      default -> cut(node.toString(), MAX_CHARS);
    };
  }

  /** Text in quotes. */
  public static String text(String text) {
    return '"' + name(text) + '"';
  }

  /** A field's name, or any text without quotes. */
  public static String name(String text) {
    return cut(text, MAX_CHARS);
  }

  /** A field's path, long enough for any field that OpenAI's API has. */
  static String path(String path) {
    return cut(path, 4 * MAX_CHARS);
  }

  private static String cut(String text, int most) {
    int end = Math.min(text.length(), most);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end + 3);
    text.substring(0, end).codePoints().forEach(point -> append(shown, point));
    return end < text.length() ? shown.append("...").toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(String.format("\\u%04x", point));
      default -> shown.appendCodePoint(point);
    }
  }
}
