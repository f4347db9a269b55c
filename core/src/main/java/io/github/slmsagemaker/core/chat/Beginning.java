package io.github.slmsagemaker.core.chat;

import java.util.List;
import java.util.Objects;

/**
 * What many conversations begin with, so that it is worth reading it only once.
 *
 * @param system the system message
 * @param tools offered tools, empty for none
 */
public record Beginning(String system, List<ToolDefinition> tools) {
  public Beginning {
    Objects.requireNonNull(system, "system");
    tools = List.copyOf(tools);
  }
}
