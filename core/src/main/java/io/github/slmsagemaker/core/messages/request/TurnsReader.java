package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.openai.request.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code messages}: a user's results of tools become turns of their own, in order. */
final class TurnsReader {
  static final int MAX_MESSAGES = 4096;
  static final int MAX_CALL_ID_CHARS = 256;

  private static final String READS = "the model reads text only, nothing is fetched";

  private final List<Message> turns;
  private final Set<String> calls = new HashSet<>();

  private TurnsReader(List<Message> before) {
    this.turns = new ArrayList<>(before);
  }

  /** The turns of a conversation, after those that come {@code before}. */
  static List<Message> read(Field messages, List<Message> before) {
    TurnsReader reader = new TurnsReader(before);
    List<Field> all = messages.array(1, MAX_MESSAGES);
    all.forEach(message -> reader.message(message.object()));
    if (reader.turns.getLast() instanceof Message.Assistant) {
      Fields last = all.getLast().object();
      throw last.required("role")
          .unsupported(
              "\"user\" in the last message: an answer is not continued from its beginning; say in"
                  + " system how it should begin");
    }
    return reader.turns;
  }

  private void message(Fields message) {
    Field role = message.required("role");
    Field content = message.required("content");
    switch (role.string()) {
      case "user" -> user(content);
      case "assistant" -> turns.add(assistant(content));
      case "system" -> turns.add(new Message.System(BlockText.read(content)));
      default -> throw role.wrongValue("user, assistant or system");
    }
  }

  private void user(Field content) {
    if (content.node().isString()) {
      turns.add(new Message.User(content.string()));
      return;
    }
    StringBuilder said = new StringBuilder();
    for (Field block : BlockText.blocks(content, 1)) {
      Fields fields = block.object();
      Field type = fields.required("type");
      switch (type.string()) {
        case "text" -> said.append(fields.required("text").string());
        case "tool_result" -> {
          say(said);
          turns.add(result(fields));
        }
        default -> throw type.unsupported("text or tool_result: " + READS);
      }
    }
    say(said);
  }

  private void say(StringBuilder said) {
    if (!said.isEmpty()) {
      turns.add(new Message.User(said.toString()));
      said.setLength(0);
    }
  }

  private Message result(Fields block) {
    Field id = block.required("tool_use_id");
    if (!calls.contains(id.string())) {
      throw id.wrongValue("the id of a tool_use block in a message before this one");
    }
    boolean error = block.optional("is_error").map(Field::bool).orElse(false);
    String content = block.optional("content").map(BlockText::read).orElse("");
    return new Message.Tool(id.string(), error ? "Error: " + content : content);
  }

  private Message assistant(Field content) {
    if (content.node().isString()) {
      return new Message.Assistant(content.string(), List.of());
    }
    StringBuilder said = new StringBuilder();
    List<ToolCall> made = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field block : BlockText.blocks(content, 0)) {
      Fields fields = block.object();
      Field type = fields.required("type");
      switch (type.string()) {
        case "text" -> said.append(fields.required("text").string());
        case "tool_use" -> made.add(call(fields, ids));
        case "thinking", "redacted_thinking" -> {
          // What a model thought before is not shown to one that does not think.
        }
        default -> throw type.unsupported("text, tool_use or thinking: " + READS);
      }
    }
    calls.addAll(ids);
    return new Message.Assistant(said.toString(), made);
  }

  private static ToolCall call(Fields block, Set<String> ids) {
    Field id = block.required("id");
    if (!ids.add(Names.printable(id, MAX_CALL_ID_CHARS))) {
      throw id.wrongValue("an id of its own for each tool_use of a message");
    }
    return new ToolCall(
        id.string(),
        ToolNames.read(block.required("name")),
        block.required("input").object().node().toString());
  }
}
