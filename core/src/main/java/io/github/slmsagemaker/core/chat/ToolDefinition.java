package io.github.slmsagemaker.core.chat;

import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that the client offers.
 *
 * @param name {@code [A-Za-z0-9_-]{1,64}}
 * @param description what it does; empty where the client gave none
 * @param parameters JSON Schema of the arguments as the model is shown it, whatever it says; {@code
 *     {}} where the tool takes none
 * @param rule what arguments are checked against where they are: the same, or any object where that
 *     cannot be checked against
 * @param strict whether every call's arguments have to validate, also where the model was free to
 *     call
 */
public record ToolDefinition(
    String name, String description, ObjectNode parameters, ObjectNode rule, boolean strict) {
  public ToolDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    parameters = parameters.deepCopy();
    rule = rule.deepCopy();
  }

  /** A tool whose arguments are the client's to check where the model was free to call. */
  public ToolDefinition(String name, String description, ObjectNode parameters) {
    this(name, description, parameters, parameters, false);
  }
}
