package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the answer to a request has to be, whatever an engine enforced while it was generated.
 *
 * <p>A call's arguments are checked where the client's choice demands a call, and otherwise for
 * tools that are strict. Not safe for use by several threads.
 */
final class AnswerRules {
  private final boolean callRequired;
  private final Optional<JsonText> text;
  private final Map<String, JsonText> arguments;

  private AnswerRules(
      boolean callRequired, Optional<JsonText> text, Map<String, JsonText> arguments) {
    this.callRequired = callRequired;
    this.text = text;
    this.arguments = arguments;
  }

  /**
   * The rules for a request; empty where any answer will do.
   *
   * @throws Failure.BadRequest for a schema that cannot be checked with
   */
  static Optional<AnswerRules> of(ChatRequest request) {
    boolean required = required(request.toolChoice());
    Optional<JsonText> text = text(request.responseFormat());
    Map<String, JsonText> arguments = new HashMap<>();
    List<ToolDefinition> tools = request.tools();
    for (int i = 0; i < tools.size(); i++) {
      if (checked(tools.get(i), request.toolChoice())) {
        String param = "tools[%d].function.parameters".formatted(i);
        arguments.put(tools.get(i).name(), rule(param, tools.get(i)));
      }
    }
    return required || text.isPresent() || !arguments.isEmpty()
        ? Optional.of(new AnswerRules(required, text, arguments))
        : Optional.empty();
  }

  /** Whether there are any, told without compiling a schema. */
  static boolean mayApply(ChatRequest request) {
    return required(request.toolChoice())
        || !(request.responseFormat() instanceof ResponseFormat.Text)
        || request.tools().stream().anyMatch(tool -> checked(tool, request.toolChoice()));
  }

  private static boolean required(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.None _, ToolChoice.Auto _ -> false;
      case ToolChoice.Required _, ToolChoice.Named _ -> true;
    };
  }

  private static boolean checked(ToolDefinition tool, ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.None _ -> false;
      case ToolChoice.Auto _ -> tool.strict();
      case ToolChoice.Required _ -> true;
      case ToolChoice.Named(String name) -> tool.name().equals(name);
    };
  }

  private static Optional<JsonText> text(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.Text _ -> Optional.empty();
      case ResponseFormat.JsonObject _ -> Optional.of(new JsonText(Optional.empty()));
      case ResponseFormat.JsonSchema(_, ObjectNode schema) ->
          Optional.of(checkedWith("response_format.json_schema.schema", schema));
    };
  }

  /** Of a tool that is not strict, a schema that cannot be checked with is no more than shown. */
  private static JsonText rule(String param, ToolDefinition tool) {
    try {
      return checkedWith(param, tool.rule());
    } catch (Failure.BadRequest unusable) {
      if (tool.strict()) {
        throw unusable;
      }
      return new JsonText(Optional.empty());
    }
  }

  private static JsonText checkedWith(String param, ObjectNode schema) {
    return new JsonText(Optional.of(SchemaCheck.of(param, schema)));
  }

  /** Whether any text will do, so that it can be handed out as it comes. */
  boolean textIsFree() {
    return !callRequired && text.isEmpty();
  }

  /** Whether what was demanded of an attempt is its text. */
  boolean textIsDemanded(Attempt attempt) {
    return text.isPresent() && !callRequired && attempt.calls().isEmpty();
  }

  /** What is wrong with an attempt; empty where it can be handed out. */
  List<String> problems(Attempt attempt) {
    if (callRequired && attempt.calls().isEmpty()) {
      return List.of("no call of an offered tool was made, but one is required");
    }
    List<String> problems = new ArrayList<>();
    for (ToolCall call : attempt.calls()) {
      JsonText rule = arguments.get(call.name());
      if (rule != null) {
        rule.problems(call.arguments())
            .forEach(problem -> problems.add("arguments of " + call.name() + ", " + problem));
      }
    }
    if (attempt.calls().isEmpty() && text.isPresent()) {
      problems.addAll(text.get().problems(attempt.text().strip()));
    }
    return problems;
  }

  /** The text to hand out of an attempt without problems; beside calls only what is as required. */
  Optional<String> text(Attempt attempt) {
    String said = attempt.text().strip();
    boolean right =
        text.isPresent() && (attempt.calls().isEmpty() || text.get().problems(said).isEmpty());
    return right ? Optional.of(said) : Optional.empty();
  }
}
