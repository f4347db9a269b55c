package io.github.slmsagemaker.core.schema;

import io.github.slmsagemaker.core.json.Field;
import java.net.URI;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Follows a {@code $ref} inside one document; every other kind is refused, none is fetched. */
final class SchemaReference {
  private static final String EXPECTED =
      "# or a pointer into the same schema such as #/$defs/name; nothing is fetched";

  private SchemaReference() {}

  static JsonNode resolve(Field reference, JsonNode root) {
    String text = reference.string();
    if (!text.equals("#") && !text.startsWith("#/")) {
      throw reference.wrongValue(EXPECTED);
    }
    JsonNode target = root.at(pointer(reference, text));
    if (target.isMissingNode()) {
      throw reference.wrongValue("a pointer to something that is in the schema");
    }
    return target;
  }

  /** The fragment may be percent-encoded (RFC 6901, section 6). */
  private static JsonPointer pointer(Field reference, String text) {
    if (text.indexOf('%') < 0) {
      return JsonPointer.compile(text.substring(1));
    }
    try {
      return JsonPointer.compile(URI.create(text).getFragment());
    } catch (IllegalArgumentException malformed) {
      throw reference.wrongValue(EXPECTED);
    }
  }
}
