package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import java.util.Optional;

/**
 * What {@code tool_choice} says.
 *
 * @param choice {@link ToolChoice.Auto} where nothing is said
 * @param parallelCalls whether an answer may hold more than one call
 */
record ClientChoice(ToolChoice choice, boolean parallelCalls) {

  static ClientChoice read(Optional<Field> choice) {
    return choice
        .map(field -> read(field.object()))
        .orElse(new ClientChoice(new ToolChoice.Auto(), true));
  }

  private static ClientChoice read(Fields choice) {
    Field type = choice.required("type");
    ToolChoice read =
        switch (type.string()) {
          case "auto" -> new ToolChoice.Auto();
          case "any" -> new ToolChoice.Required();
          case "none" -> new ToolChoice.None();
          case "tool" -> new ToolChoice.Named(ToolNames.read(choice.required("name")));
          default -> throw type.wrongValue("auto, any, tool or none");
        };
    boolean single = choice.optional("disable_parallel_tool_use").map(Field::bool).orElse(false);
    return new ClientChoice(read, !single);
  }
}
