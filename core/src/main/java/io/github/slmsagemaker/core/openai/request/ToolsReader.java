package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import io.github.slmsagemaker.core.schema.SchemaRules;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolsReader {
  static final int MAX_TOOLS = 128;

  private static final String CHOICES =
      "none, auto, required or {\"type\":\"function\",\"function\":{\"name\":...}}";

  private ToolsReader() {}

  static List<ToolDefinition> tools(Optional<Field> tools) {
    if (tools.isEmpty()) {
      return List.of();
    }
    List<Field> offered = tools.get().array(0, MAX_TOOLS);
    SchemaRules.requireSize(tools.get());
    List<ToolDefinition> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Field tool : offered) {
      Fields fields = tool.object();
      MessagesReader.requireFunction(fields.required("type"));
      Fields function = fields.required("function").object();
      Field name = function.required("name");
      if (!names.add(Names.identifier(name))) {
        throw name.wrongValue("a name of its own for each tool");
      }
      read.add(definition(name.string(), function));
    }
    return read;
  }

  private static ToolDefinition definition(String name, Fields function) {
    return new ToolDefinition(
        name,
        function.optional("description").map(Field::string).orElse(""),
        function
            .optional("parameters")
            .map(ToolsReader::parameters)
            .orElseGet(JsonNodeFactory.instance::objectNode),
        function.optional("strict").map(Field::bool).orElse(false));
  }

  private static ObjectNode parameters(Field parameters) {
    Optional<Field> type = parameters.object().optional("type");
    if (type.isPresent() && !type.get().node().asString("").equals("object")) {
      throw type.get().wrongValue("\"object\": arguments have names");
    }
    return SchemaRules.check(parameters);
  }

  /** What the client chose, {@link ToolChoice.None} where it offers no tools. */
  static ToolChoice choice(
      Optional<Field> choice, List<ToolDefinition> tools, IgnoredFields ignored) {
    ToolChoice read =
        choice
            .filter(field -> !(field.node().isObject() && field.object().present().isEmpty()))
            .map(field -> choice(field, ignored))
            .orElse(tools.isEmpty() ? new ToolChoice.None() : new ToolChoice.Auto());
    return switch (read) {
      case ToolChoice.None none -> none;
      case ToolChoice.Auto auto -> tools.isEmpty() ? new ToolChoice.None() : auto;
      case ToolChoice.Required required -> {
        if (tools.isEmpty()) {
          throw choice.orElseThrow().wrongValue("tools to choose from; add them or leave it out");
        }
        yield required;
      }
      case ToolChoice.Named named -> {
        if (tools.stream().noneMatch(tool -> tool.name().equals(named.name()))) {
          throw Refusal.field(
              "tool_choice.function.name",
              Refusal.INVALID_VALUE,
              "is " + Shown.text(named.name()) + ", expected the name of one of the tools");
        }
        yield named;
      }
    };
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
