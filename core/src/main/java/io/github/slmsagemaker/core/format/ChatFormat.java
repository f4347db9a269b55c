package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.List;

/**
 * The format of a conversation that a family of models was trained on.
 *
 * <p>What differs is how a conversation opens (system turn, tools, answers in JSON), what marks a
 * turn and in whose turn a tool's result stands. All of them write a call as {@code <tool_call>}
 * with JSON within, so the parser, and the call that is begun for a model, are the same for all.
 */
public abstract sealed class ChatFormat permits Hermes, OneSystemTurn {
  private final String name;
  private final TurnMarks marks;

  ChatFormat(String name, TurnMarks marks) {
    this.name = name;
    this.marks = marks;
  }

  /**
   * The format of this name, as the catalogue writes it.
   *
   * @throws IllegalArgumentException listing the known ones
   */
  public static ChatFormat named(String name) {
    return Published.ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "chat format is '"
                        + name
                        + "', expected one of "
                        + Published.ALL.stream().map(ChatFormat::name).toList()));
  }

  /** Its name in the catalogue. */
  public final String name() {
    return name;
  }

  @Override
  public final String toString() {
    return name;
  }

  /** A rendered prompt without the token that engines put before it by themselves. */
  public final String withoutFirst(String prompt) {
    return prompt.startsWith(marks.first()) ? prompt.substring(marks.first().length()) : prompt;
  }

  /** A conversation as the model reads it, open for the model's answer. */
  final String text(
      List<ToolDefinition> tools,
      ResponseFormat answer,
      List<Message> messages,
      SpecialStrings special) {
    Turns turns = new Turns(marks, special);
    turns.conversation(open(turns, tools, answer, messages), this);
    return turns.open();
  }

  /**
   * What every conversation with this system message and these tools, answered in any text, begins
   * with: it ends where the next turn's mark, which is a token of its own, begins.
   */
  final String beginning(Beginning beginning, SpecialStrings special) {
    Turns turns = new Turns(marks, special);
    List<Message> messages = List.of(new Message.System(beginning.system()));
    turns.conversation(open(turns, beginning.tools(), new ResponseFormat.Text(), messages), this);
    return turns.written();
  }

  /** Writes how the conversation opens, and returns the messages that are still to be written. */
  abstract List<Message> open(
      Turns turns, List<ToolDefinition> tools, ResponseFormat answer, List<Message> messages);

  /**
   * Writes the results of tools that follow one another.
   *
   * @param results each within its tags, client text broken
   * @param last whether the conversation ends with them
   */
  abstract void results(Turns turns, List<String> results, boolean last);
}
