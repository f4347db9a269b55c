package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * An authorizer of type REQUEST.
 *
 * <p>Source: "Input to an API Gateway Lambda authorizer" and {@code AWS::ApiGateway::Authorizer}.
 *
 * @param id its id
 * @param function logical id of what decides
 * @param headers names of those without any of which nobody is asked
 * @param kept how long a decision holds for a request of the same headers
 */
record AuthorizerSettings(String id, String function, List<String> headers, Duration kept) {
  private static final String USUAL_SECONDS = "300";
  private static final String HEADER = "method.request.header.";

  static AuthorizerSettings read(Resource resource) {
    try (Fields fields = resource.fields().ofNoConsequence("Name", "RestApiId")) {
      fields.only("Type", "REQUEST");
      FunctionUri uri = FunctionUri.of(fields.text("AuthorizerUri"));
      if (uri.streaming()) {
        throw new UnsupportedTemplate(resource.id(), "an authorizer's answer is not streamed");
      }
      Duration kept =
          Duration.ofSeconds(
              Long.parseLong(fields.maybe("AuthorizerResultTtlInSeconds").orElse(USUAL_SECONDS)));
      List<String> headers =
          fields.maybe("IdentitySource").stream()
              .flatMap(sources -> Arrays.stream(sources.split(",", -1)))
              .map(source -> header(resource.id(), source.strip()))
              .toList();
      if (headers.isEmpty() && !kept.isZero()) {
        throw new UnsupportedTemplate(
            resource.id(), "decisions are kept by an identity source, and there is none");
      }
      return new AuthorizerSettings(resource.name(), uri.function(), headers, kept);
    }
  }

  private static String header(String place, String source) {
    if (!source.startsWith(HEADER)) {
      throw new UnsupportedTemplate(place, "IdentitySource '" + source + "' is no header");
    }
    return source.substring(HEADER.length());
  }
}
