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
   * @param json how an answer in JSON is asked for
   * @param beforeResults before the results within the turn
   */
  record Wording(
      Optional<String> defaultSystem,
      String toolsBefore,
      String toolsAfter,
      JsonWords json,
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
    wording.json().asking(answer, turns).ifPresent(parts::add);
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
