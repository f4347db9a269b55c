package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.openai.request.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code tool_choice} says.
 *
 * @param choice whether and what to call, {@link ToolChoice.Auto} where nothing is said
 * @param allowed the only tools that may be called, empty for all
 */
record FunctionChoice(ToolChoice choice, List<String> allowed) {
  private static final String MODES = "none, auto or required";
  private static final String CHOICES =
      MODES + ", {\"type\":\"function\",\"name\":...} or {\"type\":\"allowed_tools\",...}";
  private static final int MAX_ALLOWED = 128;

  static FunctionChoice read(Optional<Field> choice) {
    return choice.map(FunctionChoice::read).orElse(all(new ToolChoice.Auto()));
  }

  private static FunctionChoice read(Field choice) {
    if (choice.node().isString()) {
      return all(mode(choice, CHOICES));
    }
    if (!choice.node().isObject()) {
      throw choice.wrongType(CHOICES);
    }
    Fields fields = choice.object();
    Field type = fields.required("type");
    return switch (type.string()) {
      case "function" -> all(new ToolChoice.Named(Names.identifier(fields.required("name"))));
      case "allowed_tools" -> allowed(fields);
      default -> throw type.unsupported("function or allowed_tools: only functions can be called");
    };
  }

  private static FunctionChoice allowed(Fields fields) {
    List<String> names = new ArrayList<>();
    for (Field tool : fields.required("tools").array(1, MAX_ALLOWED)) {
      Fields named = tool.object();
      if (named.required("type").string().equals("function")) {
        names.add(Names.identifier(named.required("name")));
      }
    }
    if (names.isEmpty()) {
      throw fields.required("tools").wrongValue("at least one function");
    }
    ToolChoice mode =
        fields.optional("mode").map(field -> mode(field, MODES)).orElseGet(ToolChoice.Auto::new);
    return new FunctionChoice(mode, names);
  }

  private static ToolChoice mode(Field mode, String expected) {
    return switch (mode.string()) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> new ToolChoice.Required();
      default -> throw mode.wrongValue(expected);
    };
  }

  private static FunctionChoice all(ToolChoice choice) {
    return new FunctionChoice(choice, List.of());
  }
}
