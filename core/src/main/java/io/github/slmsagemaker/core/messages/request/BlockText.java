package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;

/** Reads text, or blocks of text, joined with nothing between. */
final class BlockText {
  static final int MAX_BLOCKS = 1024;

  private static final String EXPECTED = "\"text\": the model reads text only, nothing is fetched";

  private BlockText() {}

  static String read(Field content) {
    if (content.node().isString()) {
      return content.string();
    }
    StringBuilder text = new StringBuilder();
    for (Field block : blocks(content, 0)) {
      Fields fields = block.object();
      Field type = fields.required("type");
      if (!type.string().equals("text")) {
        throw type.unsupported(EXPECTED);
      }
      text.append(fields.required("text").string());
    }
    return text.toString();
  }

  static Iterable<Field> blocks(Field content, int least) {
    if (!content.node().isArray()) {
      throw content.wrongType("a string or an array of content blocks");
    }
    return content.array(least, MAX_BLOCKS);
  }
}
