package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.json.Field;
import java.util.regex.Pattern;

/** Names of tools, which may be longer than OpenAI's: clients put a server's name before them. */
final class ToolNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private ToolNames() {}

  static String read(Field field) {
    return field.string(NAME, "1 to 128 of A-Z, a-z, 0-9, _ and -");
  }
}
