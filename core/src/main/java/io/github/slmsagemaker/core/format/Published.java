package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.format.OneSystemTurn.Wording;
import java.util.List;
import java.util.Optional;

/** The formats that are known, their strings verbatim from the models' published templates. */
final class Published {
  private static final String QWEN_TOOLS_BEFORE =
      """
      # Tools

      You may call one or more functions to assist with the user query.

      You are provided with function signatures within <tools></tools> XML tags:
      <tools>\
      """;

  private static final String QWEN_TOOLS_AFTER =
      "\n</tools>\n\n"
          + "For each function call, return a json object with function name and arguments within"
          + " <tool_call></tool_call> XML tags:\n"
          + "<tool_call>\n"
          + "{\"name\": <function-name>, \"arguments\": <args-json-object>}\n"
          + "</tool_call>";

  private static final ChatFormat QWEN_2_5 =
      new OneSystemTurn(
          "qwen-2.5",
          TurnMarks.chatMl(""),
          new Wording(
              Optional.of("You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),
              QWEN_TOOLS_BEFORE,
              QWEN_TOOLS_AFTER,
              JsonWords.PLAIN,
              ""));

  private static final ChatFormat QWEN_3 =
      new OneSystemTurn(
          "qwen-3",
          TurnMarks.chatMl(""),
          new Wording(Optional.empty(), QWEN_TOOLS_BEFORE, QWEN_TOOLS_AFTER, JsonWords.PLAIN, ""));

  private static final ChatFormat GRANITE_4 =
      new OneSystemTurn(
          "granite-4",
          new TurnMarks("", "<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
          new Wording(
              Optional.empty(),
              "You are a helpful assistant with access to the following tools. You may call one or"
                  + " more tools to assist with the user query.\n\n"
                  + "You are provided with function signatures within <tools></tools> XML tags:\n"
                  + "<tools>",
              "\n</tools>\n\n"
                  + "For each tool call, return a json object with function name and arguments"
                  + " within <tool_call></tool_call> XML tags:\n"
                  + "<tool_call>\n"
                  + "{\"name\": <function-name>, \"arguments\": <args-json-object>}\n"
                  + "</tool_call>. If a tool does not exist in the provided list of tools, notify"
                  + " the user that you do not have the ability to fulfill the request.",
              JsonWords.HERMES,
              "\n"));

  static final List<ChatFormat> ALL = List.of(new Hermes(), QWEN_2_5, QWEN_3, GRANITE_4);

  private Published() {}
}
