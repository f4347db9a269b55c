package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ToolDefinition;

/**
 * A tool as OpenAI's API writes it, which is how most templates show it ({@code tool | tojson}).
 */
final class PlainTool {
  private PlainTool() {}

  /** One line of JSON, special strings not yet broken; without what the client left out. */
  static String line(ToolDefinition tool) {
    String description =
        tool.description().isEmpty()
            ? ""
            : ", \"description\": " + PythonJson.of(tool.description());
    String parameters =
        tool.parameters().isEmpty() ? "" : ", \"parameters\": " + PythonJson.of(tool.parameters());
    return "{\"type\": \"function\", \"function\": {\"name\": "
        + PythonJson.of(tool.name())
        + description
        + parameters
        + "}}";
  }
}
