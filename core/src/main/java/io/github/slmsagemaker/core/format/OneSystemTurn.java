package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Formats that open with one system turn: the client's first system message or the model's own, how
 * an answer in JSON is asked for, and the tools, a blank line between them. Tools' results stand in
 * a user's turn.
 */
final class OneSystemTurn extends ChatFormat {
  /** The templates say nothing of answers in JSON; these words are the project's. */
  private static final String JSON =
      "Answer with one JSON object and nothing else: no text around it, no code fence.";

  private static final String SCHEMA = JSON + "\nIt has to be valid for this JSON Schema:\n";

  private final Wording wording;

  OneSystemTurn(String name, TurnMarks marks, Wording wording) {
    super(name, marks);
    this.wording = wording;
  }

  /**
   * What a template says itself.
   *
   * @param defaultSystem where the client gives no system message
   * @param toolsBefore before the tools, each of which is a line of its own
   * @param toolsAfter after the last of them
   * @param beforeResults before the results within the turn
   */
  record Wording(
      Optional<String> defaultSystem,
      String toolsBefore,
      String toolsAfter,
      String beforeResults) {}

  @Override
  List<Message> open(
      Turns turns, List<ToolDefinition> tools, ResponseFormat answer, List<Message> messages) {
    List<String> parts = new ArrayList<>();
    boolean given = messages.getFirst() instanceof Message.System;
    if (messages.getFirst() instanceof Message.System(String content)) {
      parts.add(turns.client(content));
    } else {
      wording.defaultSystem().ifPresent(parts::add);
    }
    switch (answer) {
      case ResponseFormat.Text _ -> {}
      case ResponseFormat.JsonObject _ -> parts.add(JSON);
      case ResponseFormat.JsonSchema json ->
          parts.add(SCHEMA + turns.client(PythonJson.of(json.schema())));
    }
    if (!tools.isEmpty()) {
      parts.add(wording.toolsBefore() + lines(turns, tools) + wording.toolsAfter());
    }
    if (!parts.isEmpty()) {
      turns.turn("system", String.join("\n\n", parts));
    }
    return given ? messages.subList(1, messages.size()) : messages;
  }

  private static String lines(Turns turns, List<ToolDefinition> tools) {
    return tools.stream()
        .map(tool -> "\n" + turns.client(PlainTool.line(tool)))
        .collect(Collectors.joining());
  }

  @Override
  void results(Turns turns, List<String> results, boolean last) {
    turns.turn("user", wording.beforeResults() + String.join("\n", results));
  }
}
