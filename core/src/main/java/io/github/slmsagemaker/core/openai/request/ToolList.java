package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import io.github.slmsagemaker.core.schema.SchemaRules;
import java.util.ArrayList;
import java.util.List;

/** The tools of a request, and what every protocol asks of them. */
public final class ToolList {
  static final int MAX_TOOLS = 128;

  private final List<ToolDefinition> tools = new ArrayList<>();
  private final ToolSchemas schemas = new ToolSchemas();

  /** Tools that were read before. */
  public static ToolList of(List<ToolDefinition> tools) {
    ToolList list = new ToolList();
    list.tools.addAll(tools);
    return list;
  }

  /** The elements of {@code tools}, once they are few and small enough. */
  public static List<Field> offered(Field tools) {
    List<Field> offered = tools.array(0, MAX_TOOLS);
    SchemaRules.requireSize(tools);
    return offered;
  }

  /**
   * Adds one.
   *
   * @param place of its name
   * @param name as its protocol allows
   * @param function what describes it
   * @param schema name of the field with its parameters' schema
   */
  public void add(Field place, String name, Fields function, String schema) {
    if (tools.stream().anyMatch(tool -> tool.name().equals(name))) {
      throw place.wrongValue("a name of its own for each tool");
    }
    tools.add(schemas.definition(name, function, schema));
  }

  /** All of them. */
  public List<ToolDefinition> all() {
    return List.copyOf(tools);
  }

  /**
   * Those with these names; all where no names are given.
   *
   * @param path where the names are said
   */
  public List<ToolDefinition> named(List<String> names, String path) {
    for (String name : names) {
      requireOffered(name, path);
    }
    return names.isEmpty()
        ? all()
        : tools.stream().filter(tool -> names.contains(tool.name())).toList();
  }

  /**
   * What a choice comes to: {@link ToolChoice.None} where there are no tools.
   *
   * @param path where the choice is said
   * @param namePath where the name of a chosen tool is said
   */
  public ToolChoice chosen(ToolChoice choice, String path, String namePath) {
    return switch (choice) {
      case ToolChoice.None none -> none;
      case ToolChoice.Auto auto -> tools.isEmpty() ? new ToolChoice.None() : auto;
      case ToolChoice.Required required -> {
        if (tools.isEmpty()) {
          throw Refusal.field(
              path,
              Refusal.INVALID_VALUE,
              "demands a call, expected tools to choose from; add them or leave it out");
        }
        yield required;
      }
      case ToolChoice.Named named -> {
        requireOffered(named.name(), namePath);
        yield named;
      }
    };
  }

  private void requireOffered(String name, String path) {
    if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw Refusal.field(
          path,
          Refusal.INVALID_VALUE,
          "is " + Shown.text(name) + ", expected the name of one of the tools");
    }
  }
}
