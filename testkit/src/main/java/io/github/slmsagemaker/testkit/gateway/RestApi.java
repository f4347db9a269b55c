package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import io.github.slmsagemaker.testkit.template.Template;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The API of a template, as its one deployment has it on its one stage.
 *
 * @param id the API's id
 * @param keysFromAuthorizer whether an authorizer names the key, or the header {@code x-api-key}
 * @param stage name and variables of the stage
 * @param routes its resources
 * @param authorizers by id
 * @param plans its keys
 * @param responses what it says by itself
 */
public record RestApi(
    String id,
    boolean keysFromAuthorizer,
    StageSettings stage,
    Routes routes,
    Map<String, AuthorizerSettings> authorizers,
    UsagePlans plans,
    GatewayResponses responses) {
  private static final String SERVICE = "AWS::ApiGateway::";

  /** Those that are read; the account's resource is about where logs are written. */
  private static final Set<String> KNOWN =
      Set.of(
          "Account",
          "ApiKey",
          "Authorizer",
          "Deployment",
          "GatewayResponse",
          "Method",
          "Resource",
          "RestApi",
          "Stage",
          "UsagePlan",
          "UsagePlanKey");

  /**
   * Reads all of it.
   *
   * @throws UnsupportedTemplate naming what this gateway would have to pass over
   */
  public static RestApi read(Template template, InstantSource clock) {
    requireKnown(template);
    Resource api = template.only(SERVICE + "RestApi");
    Resource stage = template.only(SERVICE + "Stage");
    requireInPicture(template);
    Routes routes =
        Routes.read(
            api.id() + "/",
            template.resources(SERVICE + "Resource"),
            template.resources(SERVICE + "Method"));
    Map<String, AuthorizerSettings> authorizers = new HashMap<>();
    routes
        .authorizers()
        .forEach(
            id ->
                authorizers.put(
                    id, AuthorizerSettings.read(template.resource(id, SERVICE + "Authorizer"))));
    StageSettings settings = StageSettings.read(stage, clock);
    return new RestApi(
        api.name(),
        keysFromAuthorizer(api),
        settings,
        routes,
        authorizers,
        UsagePlans.read(template, settings.name(), clock),
        GatewayResponses.read(template.resources(SERVICE + "GatewayResponse")));
  }

  AuthorizerSettings authorizer(String name) {
    return Objects.requireNonNull(authorizers.get(name), name);
  }

  private static boolean keysFromAuthorizer(Resource api) {
    try (Fields fields = api.fields().ofNoConsequence("Name", "Description")) {
      fields
          .within("EndpointConfiguration")
          .ifPresent(
              where -> {
                if (!where.texts("Types").equals(List.of("REGIONAL"))) {
                  throw new UnsupportedTemplate(api.id(), "understood is a regional API alone");
                }
              });
      return fields.oneOf("ApiKeySourceType", "HEADER", "AUTHORIZER").equals("AUTHORIZER");
    }
  }

  private static void requireKnown(Template template) {
    Set<String> unknown = new TreeSet<>(template.types(SERVICE));
    KNOWN.forEach(type -> unknown.remove(SERVICE + type));
    if (!unknown.isEmpty()) {
      throw new UnsupportedTemplate("Resources", "not supported: " + String.join(", ", unknown));
    }
  }

  /**
   * What a deployment holds is a picture of the API at the moment when it is made: whatever may be
   * made after it may be missing from it.
   */
  private static void requireInPicture(Template template) {
    Resource deployment = template.only(SERVICE + "Deployment");
    Set<String> before = deployment.madeBefore();
    List<String> late =
        Stream.of("Resource", "Method", "GatewayResponse")
            .flatMap(type -> template.resources(SERVICE + type).stream())
            .map(Resource::id)
            .filter(id -> !before.contains(id))
            .toList();
    if (!late.isEmpty()) {
      throw new UnsupportedTemplate(
          deployment.id(), "these may be made after it: " + String.join(", ", late));
    }
  }
}
