package io.github.slmsagemaker.core.output;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model writes between {@code <tool_call>} and {@code </tool_call>}.
 *
 * @param name the tool's name
 * @param arguments a JSON object's text, compact
 */
record CallBody(String name, String arguments) {

  /** Reads a body; empty where it is malformed or names a tool that may not be called. */
  static Optional<CallBody> read(String text, Set<String> callable) {
    return TolerantJson.object(text)
        .filter(call -> callable.contains(call.path("name").asString("")))
        .flatMap(
            call ->
                arguments(call.path("arguments"))
                    .map(arguments -> new CallBody(call.path("name").asString(), arguments)));
  }

  /** Models leave them out where there are none, and some write them as a text of JSON. */
  private static Optional<String> arguments(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.of("{}");
    }
    Optional<ObjectNode> object =
        node.isString()
            ? TolerantJson.object(node.asString())
            : Optional.of(node).filter(JsonNode::isObject).map(JsonNode::asObject);
    return object.map(ObjectNode::toString);
  }
}
