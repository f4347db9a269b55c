package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code messages}, in order: a tool's result refers to a call before it. A history is what
 * libraries hand back, so fields that are not read are dropped without a word.
 */
final class MessagesReader {
  static final int MAX_MESSAGES = 4096;
  static final int MAX_CALLS = 128;
  static final int MAX_CALL_ID_CHARS = 256;
  static final int MAX_NAME_CHARS = 64;

  private final Set<String> calls = new HashSet<>();

  private MessagesReader() {}

  static List<Message> read(Field messages) {
    MessagesReader reader = new MessagesReader();
    List<Message> read = new ArrayList<>();
    for (Field message : messages.array(1, MAX_MESSAGES)) {
      read.add(reader.message(message.object()));
    }
    return read;
  }

  private Message message(Fields message) {
    Field role = message.required("role");
    Message read =
        switch (role.string()) {
          case "system", "developer" -> new Message.System(written(message));
          case "user" -> new Message.User(written(message));
          case "assistant" -> assistant(message);
          case "tool" -> tool(message);
          default -> throw role.wrongValue("system, developer, user, assistant or tool");
        };
    message
        .optional("name")
        .filter(name -> !name.node().asString("unnamed").isEmpty())
        .ifPresent(name -> Names.printable(name, MAX_NAME_CHARS));
    return read;
  }

  private static String written(Fields message) {
    return ContentReader.written(message.required("content"));
  }

  private Message assistant(Fields message) {
    message
        .optional("function_call")
        .ifPresent(
            field -> {
              throw field.unsupported("null: an earlier call belongs into tool_calls");
            });
    List<ToolCall> made =
        message.optional("tool_calls").map(MessagesReader::toolCalls).orElse(List.of());
    for (ToolCall call : made) {
      calls.add(call.id());
    }
    return new Message.Assistant(
        message.optional("content").map(ContentReader::said).orElse(""), made);
  }

  private static List<ToolCall> toolCalls(Field calls) {
    List<ToolCall> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field call : calls.array(0, MAX_CALLS)) {
      Fields fields = call.object();
      Field id = fields.required("id");
      if (!ids.add(Names.printable(id, MAX_CALL_ID_CHARS))) {
        throw id.wrongValue("an id of its own for each call of a message");
      }
      fields.optional("type").ifPresent(MessagesReader::requireFunction);
      Fields function = fields.required("function").object();
      read.add(
          new ToolCall(
              id.string(),
              Names.identifier(function.required("name")),
              function.optional("arguments").map(Field::string).orElse("")));
    }
    return read;
  }

  static void requireFunction(Field type) {
    if (!type.string().equals("function")) {
      throw type.unsupported("\"function\": the only kind of tool here");
    }
  }

  private Message tool(Fields message) {
    Field id = message.required("tool_call_id");
    if (!calls.contains(id.string())) {
      throw id.wrongValue("the id of a call in tool_calls of an assistant message before this one");
    }
    return new Message.Tool(
        id.string(), message.optional("content").map(ContentReader::written).orElse(""));
  }
}
