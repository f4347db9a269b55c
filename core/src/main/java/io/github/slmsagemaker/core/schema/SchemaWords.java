package io.github.slmsagemaker.core.schema;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import io.github.slmsagemaker.core.pattern.EcmaPattern;
import io.github.slmsagemaker.core.pattern.PatternFlaw;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What single keywords of a JSON Schema may say. */
final class SchemaWords {
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

  /** How many states a pattern has. */
  static int pattern(String path, String regex) {
    try {
      return EcmaPattern.compile(regex).states();
    } catch (PatternFlaw flaw) {
      throw Refusal.field(
          path,
          Refusal.INVALID_VALUE,
          "is "
              + Shown.text(regex)
              + ", expected a regular expression of ECMA-262, but "
              + flaw.reason());
    }
  }
}
