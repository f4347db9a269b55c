package io.github.slmsagemaker.cli.cloud;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints. */
final class CloudJson {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CloudJson() {}

  static String text(Map<String, ?> values) {
    return PRETTY.writeValueAsString(values) + System.lineSeparator();
  }
}
