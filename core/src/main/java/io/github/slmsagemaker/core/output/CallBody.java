package io.github.slmsagemaker.core.output;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call as a model writes it in JSON.
 *
 * @param name the tool's name
 * @param arguments a JSON object's text, compact
 */
record CallBody(String name, String arguments) {
  /** What a bare object may say beside its name without being about something else. */
  private static final Set<String> CALL_FIELDS =
      Set.of("name", "arguments", "parameters", "type", "id");

  /**
   * What stands between {@code <tool_call>} and {@code </tool_call>}; empty where it is malformed
   * or names a tool that may not be called.
   */
  static Optional<CallBody> read(String text, Set<String> callable) {
    return TolerantJson.object(text).flatMap(call -> of(call, callable));
  }

  /** An object, or a list of them, each of which says nothing but a call; else empty. */
  static List<CallBody> bare(String text, Set<String> callable) {
    List<ObjectNode> objects = TolerantJson.objects(text);
    List<CallBody> calls =
        objects.stream()
            .map(CallBody::unwrapped)
            .filter(call -> CALL_FIELDS.containsAll(call.propertyNames()))
            .flatMap(call -> of(call, callable).stream())
            .toList();
    return calls.size() == objects.size() ? calls : List.of();
  }

  /** The call of a tool that has been named, by its arguments; empty where they are malformed. */
  static List<CallBody> ofArguments(String name, String text) {
    return TolerantJson.object(text).stream()
        .map(arguments -> new CallBody(name, arguments.toString()))
        .toList();
  }

  private static Optional<CallBody> of(ObjectNode call, Set<String> callable) {
    ObjectNode body = unwrapped(call);
    String name = body.path("name").asString("");
    return callable.contains(name)
        ? arguments(body).map(arguments -> new CallBody(name, arguments))
        : Optional.empty();
  }

  /** Some write a call as OpenAI's API does, within {@code function}. */
  private static ObjectNode unwrapped(ObjectNode call) {
    return call.path("function") instanceof ObjectNode function ? function : call;
  }

  /** Models leave them out where there are none, and some write them as a text of JSON. */
  private static Optional<String> arguments(ObjectNode body) {
    JsonNode node = body.has("arguments") ? body.path("arguments") : body.path("parameters");
    if (node.isMissingNode() || node.isNull()) {
      return Optional.of("{}");
    }
    Optional<ObjectNode> object =
        node.isString()
            ? TolerantJson.object(node.asString())
            : Optional.of(node).filter(JsonNode::isObject).map(JsonNode::asObject);
    return object.filter(arguments -> !describesTool(body, arguments)).map(ObjectNode::toString);
  }

  /** Asked about its tools, a model may repeat one as it was offered, JSON Schema and all. */
  private static boolean describesTool(ObjectNode body, ObjectNode parameters) {
    return !body.has("arguments")
        && parameters.path("type").asString("").equals("object")
        && parameters.path("properties").isObject();
  }
}
