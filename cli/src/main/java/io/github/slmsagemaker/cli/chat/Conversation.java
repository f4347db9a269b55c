package io.github.slmsagemaker.cli.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was said so far. A question that got no answer stays last, and the next takes its place. */
final class Conversation {
  /** What one side said. */
  private record Turn(String role, String text) {}

  private static final String USER = "user";

  private final List<Turn> turns = new ArrayList<>();
  private String model;
  private String system;

  Conversation(String model, String system) {
    this.model = model;
    this.system = system;
  }

  String model() {
    return model;
  }

  void model(String name) {
    model = name;
  }

  /** Empty where there is none. */
  String system() {
    return system;
  }

  void system(String text) {
    system = text;
  }

  void ask(String question) {
    if (isOpen()) {
      turns.removeLast();
    }
    turns.add(new Turn(USER, question));
  }

  void answered(String text) {
    turns.add(new Turn("assistant", text));
  }

  /** Takes the last answer back; whether there is a question to ask again. */
  boolean retry() {
    if (!turns.isEmpty() && !isOpen()) {
      turns.removeLast();
    }
    return !turns.isEmpty();
  }

  void clear() {
    turns.clear();
  }

  /** The request for the next answer. */
  ObjectNode request() {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("model", model);
    ArrayNode messages = request.putArray("messages");
    systemTurn().ifPresent(turn -> add(messages, turn));
    turns.forEach(turn -> add(messages, turn));
    request.put("stream", true);
    request.putObject("stream_options").put("include_usage", true);
    return request;
  }

  /** The conversation as a page of Markdown. */
  String page() {
    StringBuilder page = new StringBuilder("# " + model + "\n");
    systemTurn().ifPresent(turn -> add(page, turn));
    turns.forEach(turn -> add(page, turn));
    return page.toString();
  }

  private Optional<Turn> systemTurn() {
    return system.isEmpty() ? Optional.empty() : Optional.of(new Turn("system", system));
  }

  private boolean isOpen() {
    return !turns.isEmpty() && turns.getLast().role().equals(USER);
  }

  private static void add(ArrayNode messages, Turn turn) {
    messages.addObject().put("role", turn.role()).put("content", turn.text());
  }

  private static void add(StringBuilder page, Turn turn) {
    page.append("\n## ").append(turn.role()).append("\n\n").append(turn.text()).append('\n');
  }
}
