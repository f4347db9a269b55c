package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hermes 3's: ChatML with a system turn each for tools, for answers in JSON and for every system
 * message, and tools' results in a turn of their own.
 *
 * <p>From the model's templates ({@code default} and {@code tool_use}) and the README of
 * NousResearch/Hermes-Function-Calling.
 */
final class Hermes extends ChatFormat {
  private static final String DEFAULT_SYSTEM = "You are a helpful assistant.";

  /** Before the tools; from the {@code tool_use} template. */
  private static final String TOOLS_BEFORE =
      "You are a function calling AI model. You are provided with function signatures within"
          + " <tools></tools> XML tags. You may call one or more functions to assist with the user"
          + " query. Don't make assumptions about what values to plug into functions. Here are the"
          + " available tools: <tools> ";

  /** After the tools; from the {@code tool_use} template. */
  private static final String TOOLS_AFTER =
      " </tools>Use the following pydantic model json schema for each tool call you will make:"
          + " {\"properties\": {\"name\": {\"title\": \"Name\", \"type\": \"string\"},"
          + " \"arguments\": {\"title\": \"Arguments\", \"type\": \"object\"}}, \"required\":"
          + " [\"name\", \"arguments\"], \"title\": \"FunctionCall\", \"type\": \"object\"}}\n"
          + "For each function call return a json object with function name and arguments within"
          + " <tool_call></tool_call> XML tags as follows:\n"
          + "<tool_call>\n"
          + "{\"name\": <function-name>, \"arguments\": <args-dict>}\n"
          + "</tool_call>";

  Hermes() {
    super("hermes-3", TurnMarks.chatMl("<|begin_of_text|>"));
  }

  @Override
  List<Message> open(
      Turns turns, List<ToolDefinition> tools, ResponseFormat answer, List<Message> messages) {
    if (!tools.isEmpty()) {
      String lines =
          tools.stream()
              .map(tool -> turns.client(HermesTool.line(tool)))
              .collect(Collectors.joining("\n"));
      turns.turn("system", TOOLS_BEFORE + lines + TOOLS_AFTER);
    }
    Optional<String> asked = JsonWords.HERMES.asking(answer, turns);
    asked.ifPresent(words -> turns.turn("system", words));
    if (asked.isEmpty() && tools.isEmpty() && !(messages.getFirst() instanceof Message.System)) {
      turns.turn("system", DEFAULT_SYSTEM);
    }
    return messages;
  }

  /** The template puts no line break after a turn of results, and one before its end inside. */
  @Override
  void results(Turns turns, List<String> results, boolean last) {
    turns.unbrokenTurn("tool", String.join("\n", results) + (last ? "" : "\n"));
  }
}
