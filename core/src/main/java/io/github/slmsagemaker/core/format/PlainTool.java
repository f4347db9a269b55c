package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ToolDefinition;

/**
 * A tool as OpenAI's API writes it, which is how most templates show it ({@code tool | tojson}).
 */
final class PlainTool {
  private PlainTool() {}

  /** One line of JSON, special strings not yet broken; without an empty description. */
  static String line(ToolDefinition tool) {
    String description =
        tool.description().isEmpty()
            ? ""
            : ", \"description\": " + PythonJson.of(tool.description());
    return "{\"type\": \"function\", \"function\": {\"name\": "
        + PythonJson.of(tool.name())
        + description
        + ", \"parameters\": "
        + PythonJson.of(tool.parameters())
        + "}}";
  }
}
