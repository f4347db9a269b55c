package io.github.slmsagemaker.acceptance.gateway;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes to the resources of a template, as a person might make them by mistake. */
final class Changes {
  static final String METHOD = "AWS::ApiGateway::Method";

  private Changes() {}

  /** Another value of one property, of every resource of a type. */
  static Consumer<ObjectNode> set(String type, String property, String json) {
    return resources ->
        resources
            .valueStream()
            .filter(resource -> resource.path("Type").asString("").equals(type))
            .forEach(
                resource ->
                    ((ObjectNode) resource.get("Properties"))
                        .set(property, JsonMapper.shared().readTree(json)));
  }

  /** No resource any more whose id holds that. */
  static Consumer<ObjectNode> drop(String part) {
    return resources -> {
      List<String> ids =
          resources.propertyNames().stream().filter(id -> id.contains(part)).toList();
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("no resource's id holds " + part);
      }
      ids.forEach(resources::remove);
    };
  }

  /** The mode alone: the integration's URI still is that for streams. */
  static void bufferedMode(ObjectNode resources) {
    integrations(resources).forEach(it -> it.put("ResponseTransferMode", "BUFFERED"));
  }

  /** The mode and the call that goes with it. */
  static void buffered(ObjectNode resources) {
    for (ObjectNode integration : integrations(resources)) {
      String uri = integration.get("Uri").toString();
      integration.put("ResponseTransferMode", "BUFFERED");
      integration.set(
          "Uri",
          JsonMapper.shared()
              .readTree(
                  uri.replace("2021-11-15", "2015-03-31")
                      .replace("response-streaming-invocations", "invocations")));
    }
  }

  /** One variable of the invoker under another name. */
  static Consumer<ObjectNode> rename(String variable, String other) {
    return resources ->
        resources
            .valueStream()
            .map(resource -> resource.at("/Properties/Environment/Variables"))
            .filter(variables -> variables.has(variable))
            .forEach(
                variables -> {
                  JsonNode value = ((ObjectNode) variables).remove(variable);
                  ((ObjectNode) variables).set(other, value);
                });
  }

  private static List<ObjectNode> integrations(ObjectNode resources) {
    return resources
        .propertyStream()
        .map(Map.Entry::getValue)
        .filter(resource -> resource.path("Type").asString("").equals(METHOD))
        .map(resource -> (ObjectNode) resource.at("/Properties/Integration"))
        .toList();
  }
}
