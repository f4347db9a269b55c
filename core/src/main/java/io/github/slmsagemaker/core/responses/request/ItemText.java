package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;

/** Reads text, or parts of text, joined with nothing between. */
final class ItemText {
  static final int MAX_PARTS = 1024;

  private static final String EXPECTED =
      "input_text, output_text or refusal: the model reads text only, nothing is fetched";

  private ItemText() {}

  static String read(Field content) {
    if (content.node().isString()) {
      return content.string();
    }
    if (!content.node().isArray()) {
      throw content.wrongType("a string or an array of text parts");
    }
    StringBuilder text = new StringBuilder();
    for (Field part : content.array(0, MAX_PARTS)) {
      text.append(part(part.object()));
    }
    return text.toString();
  }

  private static String part(Fields part) {
    Field type = part.required("type");
    return switch (type.string()) {
      case "input_text", "output_text", "text" -> part.required("text").string();
      case "refusal" -> part.required("refusal").string();
      default -> throw type.unsupported(EXPECTED);
    };
  }
}
