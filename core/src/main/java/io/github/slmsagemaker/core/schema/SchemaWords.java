package io.github.slmsagemaker.core.schema;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** What single keywords of a JSON Schema may say. */
final class SchemaWords {
  static final int MAX_PATTERN_CHARS = 256;

  private static final Pattern DIALECT =
      Pattern.compile("https?://json-schema\\.org/(draft-0[467]|draft/20(19-09|20-12))/schema#?");
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "object", "array", "null");

  private SchemaWords() {}

  static void type(Field type) {
    String expected = "one or more of string, number, integer, boolean, object, array, null";
    JsonNode node = type.node();
    boolean known =
        node.isArray()
            ? !node.isEmpty()
                && node.valueStream().allMatch(each -> TYPES.contains(each.asString("")))
            : node.isString() && TYPES.contains(node.stringValue());
    if (!known) {
      throw type.wrongValue(expected);
    }
  }

  static void dialect(Field dialect) {
    dialect.string(DIALECT, "a dialect published by json-schema.org, or nothing");
  }

  static void pattern(String path, String regex) {
    if (regex.length() > MAX_PATTERN_CHARS) {
      throw Refusal.field(
          path,
          Refusal.INVALID_VALUE,
          "is a pattern of " + regex.length() + " characters, expected " + MAX_PATTERN_CHARS);
    }
    try {
      if (PatternProbe.explodes(Pattern.compile(regex))) {
        throw Refusal.field(
            path,
            Refusal.INVALID_VALUE,
            "is "
                + Shown.text(regex)
                + ", expected a regular expression that does not explode on a short text");
      }
    } catch (PatternSyntaxException unreadable) {
      throw Refusal.field(
          path,
          Refusal.INVALID_VALUE,
          "is " + Shown.text(regex) + ", expected a regular expression that Java has too");
    }
  }
}
