package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** A prompt while it is written, turn by turn; every client string is broken on its way in. */
final class Turns {
  static final String CALL_START = "<tool_call>";
  static final String CALL_END = "</tool_call>";

  private final TurnMarks marks;
  private final SpecialStrings special;
  private final StringBuilder out;

  Turns(TurnMarks marks, SpecialStrings special) {
    this.marks = marks;
    this.special = special;
    this.out = new StringBuilder(marks.first());
  }

  /** Client text, broken where it holds a special string. */
  String client(String text) {
    return special.neutralized(text);
  }

  /** A turn and the line break after it. */
  void turn(String role, String content) {
    unbrokenTurn(role, content);
    out.append('\n');
  }

  /** A turn that the next one follows on the same line. */
  void unbrokenTurn(String role, String content) {
    out.append(marks.start()).append(role).append(marks.afterRole());
    out.append(content).append(marks.end());
  }

  /** The messages, each in its turn; results that follow one another as the format has them. */
  void conversation(List<Message> messages, ChatFormat format) {
    List<String> results = new ArrayList<>();
    for (Message message : messages) {
      if (!(message instanceof Message.Tool) && !results.isEmpty()) {
        format.results(this, results, false);
        results.clear();
      }
      switch (message) {
        case Message.System(String content) -> turn("system", client(content));
        case Message.User(String content) -> turn("user", client(content));
        case Message.Assistant(String content, List<ToolCall> calls) ->
            turn("assistant", spoken(content, calls));
        case Message.Tool(_, String content) ->
            results.add("<tool_response>\n" + client(content) + "\n</tool_response>");
      }
    }
    if (!results.isEmpty()) {
      format.results(this, results, true);
    }
  }

  /** The text so far. */
  String written() {
    return out.toString();
  }

  /** The text so far, open for the model's answer. */
  String open() {
    return out + marks.start() + "assistant" + marks.afterRole();
  }

  private String spoken(String content, List<ToolCall> calls) {
    List<String> parts = new ArrayList<>();
    if (!content.isEmpty() || calls.isEmpty()) {
      parts.add(client(content));
    }
    for (ToolCall call : calls) {
      String json =
          "{\"name\": "
              + PythonJson.of(call.name())
              + ", \"arguments\": "
              + PythonJson.reformatted(call.arguments())
              + "}";
      parts.add(CALL_START + "\n" + client(json) + "\n" + CALL_END);
    }
    return String.join("\n", parts);
  }
}
