package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code messages}, in order: a tool's result refers to a call before it. */
final class MessagesReader {
  static final int MAX_MESSAGES = 256;
  static final int MAX_CALLS = 128;
  static final int MAX_CALL_ID_CHARS = 256;
  static final int MAX_NAME_CHARS = 64;

  private static final Set<String> PLAIN = Set.of("role", "content", "name");
  private static final Set<String> ASSISTANT =
      Set.of(
          "role",
          "content",
          "name",
          "tool_calls",
          "refusal",
          "audio",
          "annotations",
          "function_call");
  private static final Set<String> TOOL = Set.of("role", "content", "name", "tool_call_id");

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
          case "system", "developer" -> new Message.System(plainContent(message));
          case "user" -> new Message.User(plainContent(message));
          case "assistant" -> assistant(message.allowOnly(ASSISTANT));
          case "tool" -> tool(message.allowOnly(TOOL));
          default -> throw role.wrongValue("system, developer, user, assistant or tool");
        };
    message.optional("name").ifPresent(name -> Names.printable(name, MAX_NAME_CHARS));
    return read;
  }

  private static String plainContent(Fields message) {
    return ContentReader.read(message.allowOnly(PLAIN).required("content"));
  }

  private Message assistant(Fields message) {
    for (String absent : List.of("refusal", "audio", "function_call")) {
      message
          .optional(absent)
          .ifPresent(
              field -> {
                throw field.unsupported("null: an earlier answer is its content and tool_calls");
              });
    }
    List<ToolCall> made =
        message.optional("tool_calls").map(MessagesReader::toolCalls).orElse(List.of());
    for (ToolCall call : made) {
      calls.add(call.id());
    }
    Optional<Field> content = message.optional("content");
    if (content.isEmpty() && made.isEmpty()) {
      throw Refusal.field(
          message.pathOf("content"),
          Refusal.MISSING,
          "is null or missing, expected text where there are no tool_calls");
    }
    return new Message.Assistant(content.map(ContentReader::read).orElse(""), made);
  }

  private static List<ToolCall> toolCalls(Field calls) {
    List<ToolCall> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field call : calls.array(0, MAX_CALLS)) {
      Fields fields = call.object().allowOnly(Set.of("id", "type", "function"));
      Field id = fields.required("id");
      if (!ids.add(Names.printable(id, MAX_CALL_ID_CHARS))) {
        throw id.wrongValue("an id of its own for each call of a message");
      }
      requireFunction(fields.required("type"));
      Fields function = fields.required("function").object().allowOnly(Set.of("name", "arguments"));
      read.add(
          new ToolCall(
              id.string(),
              Names.identifier(function.required("name")),
              function.required("arguments").string()));
    }
    return read;
  }

  static void requireFunction(Field type) {
    if (!type.string().equals("function")) {
      throw type.unsupported("\"function\"");
    }
  }

  private Message tool(Fields message) {
    Field id = message.required("tool_call_id");
    if (!calls.contains(id.string())) {
      throw id.wrongValue("the id of a call in tool_calls of an assistant message before this one");
    }
    return new Message.Tool(id.string(), ContentReader.read(message.required("content")));
  }
}
