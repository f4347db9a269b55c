package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a chat request as the text that a model was trained on.
 *
 * <p>Where it differs from a model's own templates, and why, is written beside the golden texts of
 * its test.
 */
public final class ChatCodec {
  private final ChatFormat format;
  private final SpecialStrings special;

  /**
   * @param format how the model was taught to converse
   * @param special what is broken in client text
   */
  public ChatCodec(ChatFormat format, SpecialStrings special) {
    this.format = format;
    this.special = special;
  }

  /**
   * The prompt for a request.
   *
   * <p>A call that is required is begun for the model: the prompt ends inside a {@code
   * <tool_call>}, and the schema is that of the call. With tools that may be called there is no
   * schema, since it would make calls impossible.
   *
   * @throws Failure.BadRequest where the tool choice asks for a tool that is not offered
   */
  public RenderedPrompt render(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    List<ToolDefinition> shown = choice instanceof ToolChoice.None ? List.of() : request.tools();
    List<ToolDefinition> callable = callable(choice, shown);
    boolean forced = forced(choice);
    String prompt = format.text(shown, request.responseFormat(), request.messages(), special);
    return new RenderedPrompt(
        prompt + (forced ? Turns.CALL_START + "\n" : ""),
        forced
            ? Optional.of(CallSchema.of(callable))
            : callable.isEmpty() ? answerSchema(request.responseFormat()) : Optional.empty(),
        forced,
        callable.stream().map(ToolDefinition::name).collect(Collectors.toSet()),
        request.parallelCalls());
  }

  /**
   * What the prompts of conversations begin with that have this system message and these tools, as
   * engines are sent them: without the token that they put before a prompt by themselves.
   *
   * <p>A request that asks for JSON, or forbids its tools, opens otherwise.
   */
  public String beginning(Beginning beginning) {
    return format.withoutFirst(format.beginning(beginning, special));
  }

  private static List<ToolDefinition> callable(ToolChoice choice, List<ToolDefinition> shown) {
    List<ToolDefinition> callable =
        choice instanceof ToolChoice.Named(String name)
            ? shown.stream().filter(tool -> tool.name().equals(name)).toList()
            : shown;
    if (callable.isEmpty() && forced(choice)) {
      throw new Failure.BadRequest(
          "tool_choice",
          "tool_choice is "
              + choice
              + ", expected one of the offered tools: "
              + shown.stream().map(ToolDefinition::name).toList());
    }
    return callable;
  }

  private static boolean forced(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.None _, ToolChoice.Auto _ -> false;
      case ToolChoice.Required _, ToolChoice.Named _ -> true;
    };
  }

  private static Optional<ObjectNode> answerSchema(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.Text _ -> Optional.empty();
      case ResponseFormat.JsonObject _ ->
          Optional.of(JsonNodeFactory.instance.objectNode().put("type", "object"));
      case ResponseFormat.JsonSchema(_, ObjectNode schema) -> Optional.of(schema.deepCopy());
    };
  }
}
