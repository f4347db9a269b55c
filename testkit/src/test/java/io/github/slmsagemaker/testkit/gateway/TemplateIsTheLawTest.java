package io.github.slmsagemaker.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a template says is done or refused, never passed over. */
final class TemplateIsTheLawTest {
  @ParameterizedTest(name = "{0} with {1} is refused for {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Api         | MinimumCompressionSize            | 5                      | MinimumCompressionSize
          Api         | BinaryMediaTypes                  | ["*/*"]                | BinaryMediaTypes
          Api         | ApiKeySourceType                  | "COOKIE"               | COOKIE
          ThingMethod | RequestValidatorId                | "v"                    | RequestValidatorId
          ThingMethod | AuthorizationType                 | "AWS_IAM"              | AWS_IAM
          ThingMethod | Integration/Type                  | "MOCK"                 | MOCK
          ThingMethod | Integration/ResponseTransferMode  | "BUFFERED"             | do not go together
          ThingMethod | Integration/RequestTemplates      | {}                     | RequestTemplates
          ThingMethod | Integration/Uri                   | {"Fn::ImportValue": 1} | Fn::ImportValue
          Denied      | ResponseTemplates                 | {"text/plain": "no"}   | application/json
          Denied      | ResponseTemplates/application~1json | "#if($context.path)x#end" | only variables
          Denied      | ResponseTemplates/application~1json | "$context.identity.user" | context.identity.user
          Denied      | ResponseTemplates/application~1json | "$util.escape('x')"    | only variables
          Denied      | ResponseType                      | "DENIED"               | DENIED
          Authorizer  | Type                              | "TOKEN"                | TOKEN
          Authorizer  | AuthorizerResultTtlInSeconds      | 300                    | identity source
          Authorizer  | IdentitySource                    | ""                     | IdentitySource
          Stage       | CacheClusterEnabled               | true                   | CacheClusterEnabled
          Plan        | Quota/Period                      | "YEAR"                 | YEAR
          Key         | Value                             | "short"                | 5 characters
          Secret      | GenerateSecretString/ExcludeCharacters | "x"               | ExcludeCharacters
          """)
  void what_is_not_understood_is_named(String id, String at, String value, String named) {
    assertThatThrownBy(
            () ->
                SmallApi.changed(
                        resources ->
                            ((ObjectNode) parent(resources, id, at))
                                .set(
                                    at.substring(at.lastIndexOf('/') + 1).replace("~1", "/"),
                                    JsonMapper.shared().readTree(value)))
                    .close())
        .isInstanceOfAny(UnsupportedTemplate.class, IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void what_may_be_made_after_the_deployment_is_named() {
    assertThatThrownBy(
            () ->
                SmallApi.changed(
                        resources ->
                            ((ObjectNode) resources.get("Deployment"))
                                .set("DependsOn", JsonMapper.shared().readTree("[\"Denied\"]")))
                    .close())
        .isInstanceOf(UnsupportedTemplate.class)
        .hasMessageContaining("ThingMethod")
        .hasMessageContaining("OtherRefusals");
  }

  @Test
  void a_kind_of_resource_that_is_not_known_is_named() {
    assertThatThrownBy(
            () ->
                SmallApi.changed(
                        resources ->
                            resources.putObject("Name").put("Type", "AWS::ApiGateway::DomainName"))
                    .close())
        .hasMessageContaining("AWS::ApiGateway::DomainName");
  }

  @Test
  void an_identity_source_that_is_missing_is_401_and_asks_nobody() throws Exception {
    try (SmallApi api = keeping(60)) {
      assertThat(api.get("/thing").statusCode()).isEqualTo(401);
      assertThat(api.events).isEmpty();
    }
  }

  @Test
  void a_decision_is_kept_for_as_long_as_the_template_says() throws Exception {
    try (SmallApi api = keeping(60)) {
      api.get("/thing", "x-who", "a");
      api.get("/thing", "x-who", "a");
      assertThat(api.events).hasSize(3);
      api.get("/thing", "x-who", "b");
      assertThat(api.events).hasSize(4);
      api.now = api.now.plusSeconds(61);
      api.get("/thing", "x-who", "a");
      assertThat(api.events).hasSize(6);
    }
  }

  @Test
  void a_key_that_is_not_enabled_is_nobodys() throws Exception {
    try (SmallApi api =
        SmallApi.changed(resources -> properties(resources, "Key").put("Enabled", false))) {
      assertThat(api.get("/thing").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void keys_of_a_header_are_looked_for_there_alone() throws Exception {
    try (SmallApi api =
        SmallApi.changed(
            resources -> properties(resources, "Api").put("ApiKeySourceType", "HEADER"))) {
      assertThat(api.get("/thing").statusCode()).isEqualTo(403);
      assertThat(api.get("/thing", "x-api-key", api.key).statusCode()).isEqualTo(201);
    }
  }

  private static SmallApi keeping(int seconds) throws Exception {
    return SmallApi.changed(
        resources ->
            properties(resources, "Authorizer")
                .put("IdentitySource", "method.request.header.x-who")
                .put("AuthorizerResultTtlInSeconds", seconds));
  }

  private static ObjectNode properties(ObjectNode resources, String id) {
    return (ObjectNode) resources.get(id).get("Properties");
  }

  private static tools.jackson.databind.JsonNode parent(
      ObjectNode resources, String id, String at) {
    int last = at.lastIndexOf('/');
    return properties(resources, id).at(last < 0 ? "" : "/" + at.substring(0, last));
  }
}
