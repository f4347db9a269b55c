package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.openai.request.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code input}: a text, or items in order. The calls that follow an answer of the model, or
 * one another, are one turn with it, as they were when the model made them.
 */
final class InputReader {
  static final int MAX_ITEMS = 4096;
  static final int MAX_CALLS = 128;
  static final int MAX_CALL_ID_CHARS = 256;

  private static final String KINDS = "message, function_call, function_call_output or reasoning";

  private final List<Message> turns;
  private final Set<String> calls = new HashSet<>();

  private InputReader(List<Message> before) {
    this.turns = new ArrayList<>(before);
  }

  /** The turns of a conversation, after those that come {@code before}. */
  static List<Message> read(Field input, List<Message> before) {
    InputReader reader = new InputReader(before);
    if (input.node().isString()) {
      reader.turns.add(new Message.User(input.string()));
    } else if (input.node().isArray()) {
      input.array(1, MAX_ITEMS).forEach(item -> reader.item(item.object()));
    } else {
      throw input.wrongType("a string or an array of items");
    }
    if (reader.turns.isEmpty()) {
      throw input.wrongValue("at least one message");
    }
    return reader.turns;
  }

  private void item(Fields item) {
    if (item.optional("type").isEmpty() && item.optional("role").isPresent()) {
      message(item);
      return;
    }
    Field type = item.required("type");
    switch (type.string()) {
      case "message" -> message(item);
      case "function_call" -> call(item);
      case "function_call_output" -> output(item);
      case "reasoning" -> {
        // What a model thought before is not shown to one that does not think.
      }
      case "item_reference" ->
          throw type.unsupported(KINDS + ": nothing is kept here, send the item itself");
      default -> throw type.unsupported(KINDS);
    }
  }

  private void message(Fields item) {
    Field role = item.required("role");
    Field content = item.required("content");
    turns.add(
        switch (role.string()) {
          case "system", "developer" -> new Message.System(ItemText.read(content));
          case "user" -> new Message.User(ItemText.read(content));
          case "assistant" -> new Message.Assistant(ItemText.read(content), List.of());
          default -> throw role.wrongValue("system, developer, user or assistant");
        });
  }

  private void call(Fields item) {
    Field id = item.required("call_id");
    ToolCall call =
        new ToolCall(
            Names.printable(id, MAX_CALL_ID_CHARS),
            Names.identifier(item.required("name")),
            item.required("arguments").string());
    String said = "";
    List<ToolCall> made = new ArrayList<>();
    if (!turns.isEmpty() && turns.getLast() instanceof Message.Assistant(var text, var before)) {
      turns.removeLast();
      said = text;
      made.addAll(before);
    }
    if (made.size() == MAX_CALLS) {
      throw id.wrongValue("at most " + MAX_CALLS + " calls in a row");
    }
    if (made.stream().anyMatch(other -> other.id().equals(call.id()))) {
      throw id.wrongValue("an id of its own for each call of a turn");
    }
    made.add(call);
    calls.add(call.id());
    turns.add(new Message.Assistant(said, made));
  }

  private void output(Fields item) {
    Field id = item.required("call_id");
    if (!calls.contains(id.string())) {
      throw id.wrongValue("the call_id of a function_call before this item");
    }
    turns.add(new Message.Tool(id.string(), ItemText.read(item.required("output"))));
  }
}
