package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import java.util.regex.Pattern;

/** Names of functions and schemas. */
public final class Names {
  /** OpenAI's own rule. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Names() {}

  /** A name as OpenAI allows it. */
  public static String identifier(Field field) {
    return field.string(IDENTIFIER, "1 to 64 of A-Z, a-z, 0-9, _ and -");
  }

  /** Text without control characters or line ends, at least one character. */
  public static String printable(Field field, int most) {
    String text = field.string();
    boolean printable =
        text.codePoints()
            .noneMatch(
                point ->
                    switch (Character.getType(point)) {
                      case Character.CONTROL,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          true;
                      default -> false;
                    });
    if (text.isEmpty() || text.length() > most || !printable) {
      throw field.wrongValue("1 to " + most + " characters without control characters");
    }
    return text;
  }
}
