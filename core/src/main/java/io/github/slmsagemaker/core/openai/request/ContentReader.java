package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;

/** Reads a message's {@code content}: text, or parts of text, joined with nothing between. */
final class ContentReader {
  static final int MAX_PARTS = 1024;

  private static final String EXPECTED = "\"text\": the model reads text only, nothing is fetched";

  private ContentReader() {}

  /** What a client wrote: text parts alone, at least one. */
  static String written(Field content) {
    if (content.node().isString()) {
      return content.string();
    }
    StringBuilder text = new StringBuilder();
    for (Field part : parts(content, 1)) {
      text.append(text(part.object()));
    }
    return text.toString();
  }

  /** What a model said before: its refusals are text too, its thoughts are not shown again. */
  static String said(Field content) {
    if (content.node().isString()) {
      return content.string();
    }
    StringBuilder text = new StringBuilder();
    for (Field each : parts(content, 0)) {
      Fields part = each.object();
      text.append(
          switch (part.required("type").string()) {
            case "refusal" -> part.required("refusal").string();
            case "thinking", "redacted_thinking", "reasoning" -> "";
            default -> text(part);
          });
    }
    return text.toString();
  }

  private static Iterable<Field> parts(Field content, int least) {
    if (!content.node().isArray()) {
      throw content.wrongType("a string or an array of text parts");
    }
    return content.array(least, MAX_PARTS);
  }

  private static String text(Fields part) {
    Field type = part.required("type");
    if (!type.string().equals("text")) {
      throw type.unsupported(EXPECTED);
    }
    return part.required("text").string();
  }
}
