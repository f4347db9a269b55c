package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import java.util.Optional;

/**
 * One method of a resource.
 *
 * @param verb its HTTP method, or {@code ANY}
 * @param authorizer id of the authorizer that is asked first; empty where anybody may call
 * @param keyRequired whether it needs a key of a usage plan
 * @param integration what answers
 */
record Method(
    String verb, Optional<String> authorizer, boolean keyRequired, Integration integration) {
  static Method read(Resource resource) {
    try (Fields fields = resource.fields().ofNoConsequence("RestApiId", "ResourceId")) {
      boolean custom = fields.oneOf("AuthorizationType", "NONE", "CUSTOM").equals("CUSTOM");
      return new Method(
          fields.text("HttpMethod"),
          custom ? Optional.of(fields.text("AuthorizerId")) : Optional.empty(),
          fields.maybe("ApiKeyRequired").map(Boolean::parseBoolean).orElse(false),
          Integration.read(fields.within("Integration").orElseThrow()));
    }
  }
}
