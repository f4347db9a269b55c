package io.github.slmsagemaker.infra.constructs.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import io.github.slmsagemaker.infra.Variants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Callers with tokens: of a user pool, and of any issuer. */
class TokenAccessTest {
  private static final Template OWN = Synthesised.of(Variants.auth("cognito", Map.of()));
  private static final Template NAMED =
      Synthesised.of(
          Variants.auth("cognito", Map.of("userPool", Variants.POOL, "scopes", "a/b,c/d")));
  private static final Template JWT = Synthesised.of(Variants.auth("jwt", Map.of()));

  @Test
  void api_gateway_asks_cognito_itself_and_keeps_no_answer() {
    JsonNode authorizer = OWN.only("AWS::ApiGateway::Authorizer");

    assertThat(authorizer.get("Type").asString()).isEqualTo("COGNITO_USER_POOLS");
    assertThat(authorizer.get("IdentitySource").asString())
        .isEqualTo("method.request.header.Authorization");
    assertThat(authorizer.get("AuthorizerResultTtlInSeconds").asInt()).isZero();
    assertThat(Template.brief(authorizer.get("ProviderARNs").get(0)))
        .isEqualTo("${%s.Arn}".formatted(OWN.idOf("AWS::Cognito::UserPool", "ApiPool")));
    assertThat(OWN.resources("AWS::Lambda::Function")).hasSize(1);
  }

  @Test
  void every_route_but_health_needs_an_access_token_with_the_scope() {
    requireGuarded(OWN, "COGNITO_USER_POOLS", "[\"slm/invoke\"]");
  }

  @Test
  void of_a_pool_that_is_there_the_scopes_are_those_that_are_said() {
    requireGuarded(NAMED, "COGNITO_USER_POOLS", "[\"a/b\",\"c/d\"]");
    assertThat(NAMED.only("AWS::ApiGateway::Authorizer").get("ProviderARNs").toString())
        .isEqualTo("[\"%s\"]".formatted(Variants.POOL));
    assertThat(NAMED.resources("AWS::Cognito::UserPool")).isEmpty();
    assertThat(NAMED.resources("AWS::Cognito::UserPoolClient")).isEmpty();
  }

  @Test
  void without_scopes_identity_tokens_are_taken() {
    Template template = Synthesised.of(Variants.auth("cognito", Map.of("userPool", Variants.POOL)));

    requireGuarded(template, "COGNITO_USER_POOLS", "");
  }

  @Test
  void nobody_joins_the_stacks_pool_alone_or_stays_with_a_password_alone() {
    JsonNode pool = OWN.only("AWS::Cognito::UserPool");

    assertThat(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean()).isTrue();
    assertThat(pool.get("MfaConfiguration").asString()).isEqualTo("ON");
    assertThat(pool.get("EnabledMfas").toString()).isEqualTo("[\"SOFTWARE_TOKEN_MFA\"]");
    assertThat(pool.at("/Policies/PasswordPolicy/MinimumLength").asInt()).isEqualTo(12);
  }

  @Test
  void a_person_gets_a_token_by_a_code_alone_and_back_to_this_machine_alone() {
    JsonNode client = OWN.only("AWS::Cognito::UserPoolClient");

    assertThat(client.get("GenerateSecret").asBoolean()).isFalse();
    assertThat(client.get("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
    assertThat(client.get("CallbackURLs").toString())
        .isEqualTo("[\"http://localhost:8976/signed-in\"]");
    assertThat(Template.each(client.get("AllowedOAuthScopes")).stream().map(Template::brief))
        .containsExactlyInAnyOrder(
            "openid",
            "${%s}/invoke".formatted(OWN.idOf("AWS::Cognito::UserPoolResourceServer", "Api")));
    assertThat(client.get("ExplicitAuthFlows").toString())
        .isEqualTo("[\"ALLOW_REFRESH_TOKEN_AUTH\"]");
  }

  @Test
  void outputs_tell_a_program_how_to_sign_in() {
    assertThat(OWN.outputs())
        .containsOnlyKeys(
            "BaseUrl", "EndpointName", "DashboardUrl", "LoginIssuer", "LoginClient", "LoginScopes")
        .containsEntry(
            "LoginIssuer",
            "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${%s}"
                .formatted(OWN.idOf("AWS::Cognito::UserPool", "ApiPool")))
        .containsEntry("LoginScopes", "openid slm/invoke");
    assertThat(NAMED.outputs()).containsOnlyKeys("BaseUrl", "EndpointName", "DashboardUrl");
  }

  @Test
  void the_authorizer_of_tokens_sees_both_headers_and_is_told_whom_to_trust() {
    JsonNode authorizer = JWT.only("AWS::ApiGateway::Authorizer");
    JsonNode function = JWT.named("AWS::Lambda::Function", "ApiAuthorizerFunction");

    assertThat(authorizer.get("Type").asString()).isEqualTo("REQUEST");
    assertThat(authorizer.get("AuthorizerResultTtlInSeconds").asInt()).isZero();
    assertThat(authorizer.has("IdentitySource")).isFalse();
    assertThat(function.get("Handler").asString())
        .isEqualTo("io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer::handleRequest");
    assertThat(function.at("/Environment/Variables").toString())
        .isEqualTo(
            "{\"JAVA_TOOL_OPTIONS\":\"-XX:TieredStopAtLevel=1\",\"SLM_JWT_AUDIENCES\":\"slm\","
                + "\"SLM_JWT_ISSUER\":\"https://issuer.example/tenant\"}");
    assertThat(function.has("VpcConfig")).isFalse();
  }

  @Test
  void the_authorizer_of_tokens_may_write_its_log_and_nothing_else() {
    String log = "${%s.Arn}".formatted(JWT.idOf("AWS::Logs::LogGroup", "ApiAuthorizerLog"));

    assertThat(JWT.permissions("ApiAuthorizerRole"))
        .containsExactlyInAnyOrder("logs:CreateLogStream on " + log, "logs:PutLogEvents on " + log);
  }

  @Test
  void every_route_but_health_needs_a_token() {
    requireGuarded(JWT, "CUSTOM", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cognito", "jwt"})
  void there_is_a_throttle_and_neither_plan_nor_key(String auth) {
    Template template = Synthesised.of(Variants.auth(auth, Map.of()));
    JsonNode stage = template.only("AWS::ApiGateway::Stage").at("/MethodSettings/0");

    assertThat(stage.get("ThrottlingRateLimit").asInt()).isEqualTo(5);
    assertThat(stage.get("ThrottlingBurstLimit").asInt()).isEqualTo(10);
    for (String type : List.of("UsagePlan", "ApiKey")) {
      assertThat(template.resources("AWS::ApiGateway::" + type)).isEmpty();
    }
    assertThat(template.resources("AWS::SecretsManager::Secret")).isEmpty();
  }

  @Test
  void the_log_names_subjects() {
    assertThat(OWN.only("AWS::ApiGateway::Stage").at("/AccessLogSetting/Format").asString())
        .contains("\"subject\":\"$context.authorizer.claims.sub\"");
    assertThat(JWT.only("AWS::ApiGateway::Stage").at("/AccessLogSetting/Format").asString())
        .contains("\"subject\":\"$context.authorizer.principalId\"");
  }

  private static void requireGuarded(Template template, String type, String scopes) {
    List<JsonNode> methods = template.properties("AWS::ApiGateway::Method");
    List<JsonNode> guarded =
        methods.stream()
            .filter(method -> !method.get("AuthorizationType").asString().equals("NONE"))
            .toList();

    assertThat(guarded).hasSize(methods.size() - 1);
    assertThat(guarded)
        .allSatisfy(
            method -> {
              assertThat(method.get("AuthorizationType").asString()).isEqualTo(type);
              assertThat(method.has("AuthorizerId")).isTrue();
              assertThat(method.path("ApiKeyRequired").asBoolean(false)).isFalse();
              assertThat(
                      method.has("AuthorizationScopes")
                          ? method.get("AuthorizationScopes").toString()
                          : "")
                  .isEqualTo(scopes);
            });
  }
}
