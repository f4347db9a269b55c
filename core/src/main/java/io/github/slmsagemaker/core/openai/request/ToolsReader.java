package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.chat.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolsReader {
  private static final String CHOICES =
      "none, auto, required or {\"type\":\"function\",\"function\":{\"name\":...}}";

  private ToolsReader() {}

  static ToolList tools(Optional<Field> tools) {
    ToolList read = new ToolList();
    for (Field tool : tools.map(ToolList::offered).orElseGet(List::of)) {
      Fields fields = tool.object();
      MessagesReader.requireFunction(fields.required("type"));
      Fields function = fields.required("function").object();
      Field name = function.required("name");
      read.add(name, Names.identifier(name), function, "parameters");
    }
    return read;
  }

  /** What the client chose, {@link ToolChoice.None} where it offers no tools. */
  static ToolChoice choice(Optional<Field> choice, ToolList tools, IgnoredFields ignored) {
    ToolChoice read =
        choice
            .filter(field -> !(field.node().isObject() && field.object().present().isEmpty()))
            .map(field -> choice(field, ignored))
            .orElseGet(ToolChoice.Auto::new);
    return tools.chosen(read, "tool_choice", "tool_choice.function.name");
  }

  private static ToolChoice choice(Field choice, IgnoredFields ignored) {
    if (choice.node().isObject()) {
      return named(choice.object(), ignored);
    }
    if (!choice.node().isString()) {
      throw choice.wrongType(CHOICES);
    }
    return switch (choice.string()) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> new ToolChoice.Required();
      default -> throw choice.wrongValue(CHOICES);
    };
  }

  private static ToolChoice named(Fields choice, IgnoredFields ignored) {
    MessagesReader.requireFunction(choice.required("type"));
    Fields function =
        choice
            .only(Set.of("type", "function"), ignored)
            .required("function")
            .object()
            .only(Set.of("name"), ignored);
    return new ToolChoice.Named(Names.identifier(function.required("name")));
  }
}
