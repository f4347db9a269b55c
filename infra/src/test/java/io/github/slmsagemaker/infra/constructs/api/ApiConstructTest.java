package io.github.slmsagemaker.infra.constructs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.util.Objects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApiConstructTest {
  private static final String METHOD = "AWS::ApiGateway::Method";
  private static final String RESOURCE = "AWS::ApiGateway::Resource";

  private static final Template KEYS = Synthesised.serverless();
  private static final Template IAM =
      Synthesised.of(Map.of("auth", "iam", "imageUri", Synthesised.IMAGE));

  @Test
  void it_is_regional_since_an_edge_would_cut_silent_streams() {
    assertThat(KEYS.only("AWS::ApiGateway::RestApi").at("/EndpointConfiguration/Types").toString())
        .isEqualTo("[\"REGIONAL\"]");
  }

  @Test
  void its_name_in_metrics_is_the_stacks_own() {
    assertThat(KEYS.only("AWS::ApiGateway::RestApi").get("Name").asString())
        .startsWith("SlmSagemaker-Api");
  }

  @Test
  void every_resource_takes_every_method() {
    assertThat(methodsByPath(KEYS).keySet())
        .containsExactlyInAnyOrder(
            "/",
            "/health",
            "/v1",
            "/v1/chat",
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/messages",
            "/v1/messages/count_tokens",
            "/v1/models",
            "/v1/models/{id}",
            "/v1/responses",
            "/v1/usage",
            "/{proxy+}");
    assertThat(KEYS.properties(METHOD))
        .hasSize(KEYS.resources(RESOURCE).size() + 1)
        .allSatisfy(method -> assertThat(method.get("HttpMethod").asString()).isEqualTo("ANY"));
  }

  @Test
  void every_method_streams_from_the_invoker_as_long_as_the_timer_table_says() {
    String uri =
        ("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions"
                + "/${%s.Arn}/response-streaming-invocations")
            .formatted(KEYS.idOf("AWS::Lambda::Function", "Invoker"));

    assertThat(KEYS.properties(METHOD))
        .extracting(method -> method.get("Integration"))
        .allSatisfy(
            integration -> {
              assertThat(integration.get("Type").asString()).isEqualTo("AWS_PROXY");
              assertThat(integration.get("ResponseTransferMode").asString()).isEqualTo("STREAM");
              assertThat(integration.get("TimeoutInMillis").asLong())
                  .isEqualTo(Timers.INTEGRATION.toMillis())
                  .isLessThanOrEqualTo(900_000);
              assertThat(Template.brief(integration.get("Uri"))).isEqualTo(uri);
            });
  }

  @Test
  void the_log_that_api_gateway_would_keep_for_ever_ends_with_the_stack() {
    String id = KEYS.idOf("AWS::Logs::LogGroup", "ApiExecutionLog");
    JsonNode log = Objects.requireNonNull(KEYS.resources("AWS::Logs::LogGroup").get(id));

    assertThat(Template.brief(log.at("/Properties/LogGroupName")))
        .isEqualTo(
            "API-Gateway-Execution-Logs_${%s}/live"
                .formatted(KEYS.idOf("AWS::ApiGateway::RestApi", "Api")));
    assertThat(log.at("/Properties/RetentionInDays").asInt()).isEqualTo(30);
    assertThat(log.get("DeletionPolicy").asString()).isEqualTo("Delete");
    assertThat(KEYS.resources("AWS::ApiGateway::Stage").values())
        .allSatisfy(
            stage -> assertThat(Template.each(stage.get("DependsOn")).toString()).contains(id));
  }

  @Test
  void every_route_but_health_needs_a_key() {
    String authorizer = "${%s}".formatted(KEYS.idOf("AWS::ApiGateway::Authorizer", "Api"));

    methodsByPath(KEYS)
        .forEach(
            (path, method) -> {
              boolean open = path.equals("/health");
              assertThat(method.get("AuthorizationType").asString())
                  .as(path)
                  .isEqualTo(open ? "NONE" : "CUSTOM");
              assertThat(method.path("ApiKeyRequired").asBoolean(false)).as(path).isEqualTo(!open);
              assertThat(Template.brief(method.path("AuthorizerId")).equals(authorizer))
                  .as(path)
                  .isEqualTo(!open);
            });
  }

  @Test
  void with_iam_every_route_but_health_needs_a_signature() {
    methodsByPath(IAM)
        .forEach(
            (path, method) -> {
              assertThat(method.get("AuthorizationType").asString())
                  .as(path)
                  .isEqualTo(path.equals("/health") ? "NONE" : "AWS_IAM");
              assertThat(method.path("ApiKeyRequired").asBoolean(false)).as(path).isFalse();
            });
  }

  @Test
  void the_authorizer_sees_requests_that_lack_either_header() {
    JsonNode authorizer = KEYS.only("AWS::ApiGateway::Authorizer");

    assertThat(authorizer.get("Type").asString()).isEqualTo("REQUEST");
    assertThat(authorizer.get("AuthorizerResultTtlInSeconds").asInt()).isZero();
    assertThat(authorizer.has("IdentitySource")).isFalse();
    assertThat(KEYS.only("AWS::ApiGateway::RestApi").get("ApiKeySourceType").asString())
        .isEqualTo("AUTHORIZER");
  }

  @Test
  void the_authorizer_is_the_tiny_function_and_may_write_its_log() {
    JsonNode function = KEYS.named("AWS::Lambda::Function", "ApiAuthorizerFunction");
    String log = "${%s.Arn}".formatted(KEYS.idOf("AWS::Logs::LogGroup", "ApiAuthorizerLog"));

    assertThat(function.get("Handler").asString()).isEqualTo(KeyAuthorizer.HANDLER);
    assertThat(function.get("Runtime").asString()).isEqualTo("java25");
    assertThat(KEYS.permissions("ApiAuthorizerRole"))
        .containsExactlyInAnyOrder("logs:CreateLogStream on " + log, "logs:PutLogEvents on " + log);
  }

  @Test
  void each_key_has_no_name_and_a_value_from_a_secret_of_its_own() {
    Template template = Synthesised.of(Map.of("keys", "alice,bob", "imageUri", Synthesised.IMAGE));

    for (String name : List.of("alice", "bob")) {
      JsonNode key = template.named("AWS::ApiGateway::ApiKey", "ApiKeysKey" + name);
      assertThat(key.has("Name")).isFalse();
      assertThat(Template.brief(key.get("Value")))
          .isEqualTo(
              "{{resolve:secretsmanager:${%s}:SecretString:::}}"
                  .formatted(template.idOf("AWS::SecretsManager::Secret", "ApiKeysSecret" + name)));
    }
    assertThat(template.resources("AWS::ApiGateway::ApiKey")).hasSize(2);
    assertThat(template.resources("AWS::ApiGateway::UsagePlan")).hasSize(1);
    assertThat(template.resources("AWS::ApiGateway::UsagePlanKey")).hasSize(2);
  }

  @Test
  void adding_a_key_leaves_the_others_as_they_are() {
    Template one = Synthesised.of(Map.of("keys", "alice", "imageUri", Synthesised.IMAGE));
    Template two = Synthesised.of(Map.of("keys", "alice,bob", "imageUri", Synthesised.IMAGE));

    for (String type :
        List.of(
            "AWS::ApiGateway::ApiKey",
            "AWS::SecretsManager::Secret",
            "AWS::ApiGateway::UsagePlanKey")) {
      assertThat(two.resources(type)).containsAllEntriesOf(one.resources(type));
    }
  }

  @Test
  void a_value_is_made_by_secrets_manager_as_long_as_api_gateway_takes() {
    assertThat(KEYS.only("AWS::SecretsManager::Secret").get("GenerateSecretString").toString())
        .isEqualTo("{\"ExcludePunctuation\":true,\"PasswordLength\":40}");
    assertThat(KEYS.only("AWS::SecretsManager::Secret").has("SecretString")).isFalse();
  }

  @Test
  void the_plan_bounds_each_key_and_the_stage_bounds_all_of_them() {
    Template template = Synthesised.of(Map.of("keys", "alice,bob", "imageUri", Synthesised.IMAGE));
    JsonNode stage = template.only("AWS::ApiGateway::Stage").at("/MethodSettings/0");

    assertThat(template.only("AWS::ApiGateway::UsagePlan").get("Throttle").toString())
        .isEqualTo("{\"BurstLimit\":10,\"RateLimit\":5}");
    assertThat(template.only("AWS::ApiGateway::UsagePlan").get("Quota").toString())
        .isEqualTo("{\"Limit\":5000,\"Period\":\"DAY\"}");
    assertThat(stage.get("ThrottlingRateLimit").asInt()).isEqualTo(10);
    assertThat(stage.get("ThrottlingBurstLimit").asInt()).isEqualTo(20);
  }

  @Test
  void with_iam_there_is_a_throttle_and_neither_plan_nor_key_nor_authorizer() {
    JsonNode stage = IAM.only("AWS::ApiGateway::Stage").at("/MethodSettings/0");

    assertThat(stage.get("ThrottlingRateLimit").asInt()).isEqualTo(5);
    assertThat(IAM.resources("AWS::ApiGateway::UsagePlan")).isEmpty();
    assertThat(IAM.resources("AWS::ApiGateway::ApiKey")).isEmpty();
    assertThat(IAM.resources("AWS::ApiGateway::Authorizer")).isEmpty();
    assertThat(IAM.resources("AWS::SecretsManager::Secret")).isEmpty();
    assertThat(IAM.resources("AWS::Lambda::Function")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key", "iam"})
  void only_this_api_may_call_the_invoker(String auth) {
    Template template = auth.equals("iam") ? IAM : KEYS;
    String invoker = "${%s.Arn}".formatted(template.idOf("AWS::Lambda::Function", "Invoker"));

    assertThat(template.properties("AWS::Lambda::Permission"))
        .filteredOn(permission -> Template.brief(permission.get("FunctionName")).equals(invoker))
        .singleElement()
        .satisfies(
            permission ->
                assertThat(Template.brief(permission.get("SourceArn")))
                    .isEqualTo(
                        ("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}"
                                + ":${%s}/*/*/*")
                            .formatted(template.idOf("AWS::ApiGateway::RestApi", "Api"))));
  }

  @Test
  void the_stage_is_traced_and_logs_every_request_without_its_key() {
    JsonNode stage = KEYS.only("AWS::ApiGateway::Stage");

    assertThat(stage.get("TracingEnabled").asBoolean()).isTrue();
    assertThat(stage.at("/MethodSettings/0/DataTraceEnabled").asBoolean()).isFalse();
    assertThat(stage.at("/AccessLogSetting/Format").asString())
        .contains("$context.requestId", "$context.identity.apiKeyId", "$context.status")
        .doesNotContainPattern("\\$context\\.identity\\.apiKey(?!Id)")
        .doesNotContain("authorizer", "header", "querystring");
  }

  @Test
  void only_where_origins_are_allowed_does_a_preflight_get_through_without_a_key() {
    Template template =
        Synthesised.of(
            Map.of("imageUri", Synthesised.IMAGE, "corsOrigins", "https://chat.example.com"));

    assertThat(preflights(template))
        .isNotEmpty()
        .allSatisfy(
            method -> {
              assertThat(method.get("AuthorizationType").asString()).isEqualTo("NONE");
              assertThat(method.path("ApiKeyRequired").asBoolean()).isFalse();
            });
    assertThat(preflights(Synthesised.serverless())).isEmpty();
  }

  @ParameterizedTest(name = "{0}: API Gateway''s own errors say {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "https://chat.example.com; 'https://chat.example.com'",
        "*; '*'",
        "https://a.example,https://b.example; ",
      },
      quoteCharacter = '"')
  void the_gateways_own_errors_may_be_read_where_there_is_one_origin(
      String origins, @Nullable String header) {
    Template template =
        Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "corsOrigins", origins));

    assertThat(template.properties("AWS::ApiGateway::GatewayResponse"))
        .isNotEmpty()
        .allSatisfy(
            response ->
                assertThat(
                        response
                            .path("ResponseParameters")
                            .path("gatewayresponse.header.Access-Control-Allow-Origin")
                            .asString(null))
                    .isEqualTo(header));
  }

  private static List<JsonNode> preflights(Template template) {
    return template.properties(METHOD).stream()
        .filter(method -> method.get("HttpMethod").asString().equals("OPTIONS"))
        .toList();
  }

  @Test
  void the_accounts_role_for_logs_is_left_alone_where_that_is_asked_for() {
    Template kept = Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "gatewayLogRole", "keep"));

    assertThat(KEYS.resources("AWS::ApiGateway::Account")).hasSize(1);
    assertThat(kept.resources("AWS::ApiGateway::Account")).isEmpty();
    assertThat(kept.resources("AWS::IAM::Role").keySet())
        .noneMatch(role -> role.contains("CloudWatchRole"));
  }

  @Test
  void names_of_keys_are_checked() {
    assertThatThrownBy(() -> Access.ApiKeys.named()).hasMessageContaining("keys has no name");
    assertThatThrownBy(() -> new Access.ApiKeys(List.of("a/b"), Optional.empty()))
        .hasMessageContaining("keys has 'a/b'");
    assertThatThrownBy(() -> new Access.Throttle(0, 1)).hasMessageContaining("rateLimit is 0.0");
  }

  private static Map<String, JsonNode> methodsByPath(Template template) {
    return template.properties(METHOD).stream()
        .collect(
            Collectors.toMap(method -> path(template, method.get("ResourceId")), method -> method));
  }

  private static String path(Template template, JsonNode resourceId) {
    if (!resourceId.has("Ref")) {
      return "/";
    }
    JsonNode resource = template.resources(RESOURCE).get(resourceId.get("Ref").asString());
    assertThat(resource).isNotNull();
    String parent = path(template, resource.at("/Properties/ParentId"));
    return (parent.equals("/") ? "" : parent)
        + "/"
        + resource.at("/Properties/PathPart").asString();
  }
}
