package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import java.util.Set;

/** Reads a message's {@code content}: text, or parts of text, joined with nothing between. */
final class ContentReader {
  static final int MAX_PARTS = 1024;

  private static final String EXPECTED = "\"text\": the model reads text only, nothing is fetched";

  private ContentReader() {}

  static String read(Field content) {
    if (content.node().isString()) {
      return content.string();
    }
    if (!content.node().isArray()) {
      throw content.wrongType("a string or an array of text parts");
    }
    StringBuilder text = new StringBuilder();
    for (Field part : content.array(1, MAX_PARTS)) {
      text.append(text(part.object()));
    }
    return text.toString();
  }

  private static String text(Fields part) {
    Field type = part.required("type");
    if (!type.string().equals("text")) {
      throw type.unsupported(EXPECTED);
    }
    return part.allowOnly(Set.of("type", "text", "prompt_cache_breakpoint"))
        .required("text")
        .string();
  }
}
