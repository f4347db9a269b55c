package io.github.slmsagemaker.infra.constructs.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import io.github.slmsagemaker.infra.Variants;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.apigateway.ResponseType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatewayErrorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"api-key", "iam", "cognito", "jwt"})
  void every_type_of_gateway_response_is_mapped(String auth) throws IllegalAccessException {
    assertThat(responses(auth).keySet()).isEqualTo(everyType());
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key", "iam", "cognito", "jwt"})
  void every_body_is_openais_error_object_with_a_request_id(String auth) {
    responses(auth)
        .forEach(
            (type, response) -> {
              JsonNode error = body(response).get("error");
              assertThat(error.propertyNames())
                  .as(type)
                  .containsExactlyInAnyOrder("message", "type", "param", "code");
              assertThat(error.get("message").asString()).as(type).isNotBlank();
              assertThat(error.get("param").isNull()).as(type).isTrue();
              assertThat(header(response, "x-request-id")).as(type).isEqualTo("context.requestId");
            });
  }

  @ParameterizedTest(name = "{0} with {1} is {2} {3}")
  @CsvSource({
    "ACCESS_DENIED, api-key, 401, invalid_api_key",
    "INVALID_API_KEY, api-key, 401, invalid_api_key",
    "UNAUTHORIZED, api-key, 401, invalid_api_key",
    "MISSING_AUTHENTICATION_TOKEN, api-key, 404, unknown_url",
    "MISSING_AUTHENTICATION_TOKEN, iam, 401, invalid_api_key",
    "ACCESS_DENIED, iam, 403, permission_denied",
    "INVALID_SIGNATURE, iam, 401, invalid_api_key",
    "UNAUTHORIZED, cognito, 401, invalid_api_key",
    "EXPIRED_TOKEN, cognito, 401, invalid_api_key",
    "ACCESS_DENIED, cognito, 403, permission_denied",
    "MISSING_AUTHENTICATION_TOKEN, cognito, 404, unknown_url",
    "ACCESS_DENIED, jwt, 401, invalid_api_key",
    "UNAUTHORIZED, jwt, 401, invalid_api_key",
    "AUTHORIZER_FAILURE, jwt, 500, authorizer_failure",
    "MISSING_AUTHENTICATION_TOKEN, jwt, 404, unknown_url",
    "THROTTLED, api-key, 429, rate_limit_exceeded",
    "QUOTA_EXCEEDED, api-key, 429, insufficient_quota",
    "REQUEST_TOO_LARGE, api-key, 413, request_too_large",
    "UNSUPPORTED_MEDIA_TYPE, api-key, 415, unsupported_media_type",
    "RESOURCE_NOT_FOUND, api-key, 404, unknown_url",
    "INTEGRATION_TIMEOUT, api-key, 504, deadline_exceeded",
    "INTEGRATION_FAILURE, api-key, 503, ${stageVariables.unanswered}",
    "DEFAULT_5XX, iam, 500, internal_error",
  })
  void a_type_has_its_status_and_code(String type, String auth, String status, String code) {
    JsonNode response = response(auth, type);

    assertThat(response.get("StatusCode").asString()).isEqualTo(status);
    assertThat(body(response).at("/error/code").asString()).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"api-key, Bearer", "cognito, Bearer", "jwt, Bearer", "iam, "})
  void whoever_is_not_known_is_told_how_to_say_who_it_is(String auth, @Nullable String scheme) {
    assertThat(responses(auth).values())
        .filteredOn(response -> response.get("StatusCode").asString().equals("401"))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            response ->
                assertThat(header(response, "WWW-Authenticate"))
                    .isEqualTo(scheme == null ? "" : "'" + scheme + "'"));
  }

  @Test
  void a_refused_token_is_told_why_in_the_authorizers_words() {
    assertThat(body(response("jwt", "ACCESS_DENIED")).at("/error/message").asString())
        .isEqualTo("The request was refused: $context.authorizer.refusal");
  }

  @Test
  void a_throttled_client_is_told_when_to_come_back() {
    assertThat(header(response("api-key", "THROTTLED"), "retry-after")).isEqualTo("'1'");
  }

  static Stream<Arguments> shared() {
    return Stream.of(
        Arguments.of("INVALID_API_KEY", new Failure.InvalidKey("m")),
        Arguments.of("RESOURCE_NOT_FOUND", new Failure.RouteNotFound()),
        Arguments.of("REQUEST_TOO_LARGE", new Failure.PayloadTooLarge("m")),
        Arguments.of("UNSUPPORTED_MEDIA_TYPE", new Failure.UnsupportedMediaType("m")),
        Arguments.of("THROTTLED", new Failure.RateLimited(Duration.ofSeconds(1), "m")),
        Arguments.of("QUOTA_EXCEEDED", new Failure.QuotaExceeded("m")),
        Arguments.of("INTEGRATION_TIMEOUT", new Failure.DeadlineExceeded("m")),
        Arguments.of("API_CONFIGURATION_ERROR", new Failure.Misconfigured("m")),
        Arguments.of("DEFAULT_5XX", new Failure.Internal()));
  }

  /** Promise P7: the same error, whichever layer finds it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("shared")
  void the_gateway_and_the_invoker_have_the_same_words(String type, Failure failure) {
    ErrorReply invoker = ErrorReply.of(failure);
    JsonNode gateway = response("api-key", type);
    JsonNode error = body(gateway).get("error");

    assertThat(gateway.get("StatusCode").asString()).isEqualTo(Integer.toString(invoker.status()));
    assertThat(error.get("type").asString()).isEqualTo(invoker.type());
    assertThat(error.get("code").asString()).isEqualTo(invoker.code().orElseThrow());
    Map<String, String> expected =
        invoker.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> "'" + e.getValue() + "'"));
    if (invoker.status() == 401) {
      expected.put("WWW-Authenticate", "'Bearer'");
    }
    assertThat(headers(gateway)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUOTA_EXCEEDED", "INTEGRATION_TIMEOUT", "INTEGRATION_FAILURE"})
  void a_retry_that_would_pay_again_or_fail_again_is_not_made(String type) {
    assertThat(header(response("api-key", type), "x-should-retry")).isEqualTo("'false'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key", "iam"})
  void a_deployment_that_does_not_answer_has_the_code_that_its_stage_says(String auth) {
    JsonNode stage =
        Synthesised.of(Map.of("auth", auth, "imageUri", Synthesised.IMAGE))
            .only("AWS::ApiGateway::Stage");

    assertThat(stage.get("Variables").toString())
        .isEqualTo("{\"unanswered\":\"dependency_failed\"}");
    assertThat(body(response(auth, "INTEGRATION_FAILURE")).at("/error/message").asString())
        .contains("deployment_stopped:", "operator", "./slm start");
  }

  private static JsonNode response(String auth, String type) {
    JsonNode response = responses(auth).get(type);
    assertThat(response).as(type).isNotNull();
    return response;
  }

  private static Map<String, JsonNode> responses(String auth) {
    Template template = Synthesised.of(Variants.auth(auth, Map.of()));
    return template.properties("AWS::ApiGateway::GatewayResponse").stream()
        .collect(
            Collectors.toMap(
                response -> response.get("ResponseType").asString(), response -> response));
  }

  private static JsonNode body(JsonNode response) {
    assertThat(response.get("ResponseTemplates").propertyNames())
        .containsExactly("application/json");
    return JsonMapper.shared()
        .readTree(response.at("/ResponseTemplates").get("application/json").asString());
  }

  private static String header(JsonNode response, String name) {
    return response.get("ResponseParameters").path("gatewayresponse.header." + name).asString("");
  }

  /** Those beside the request's id. */
  private static Map<String, String> headers(JsonNode response) {
    String prefix = "gatewayresponse.header.";
    return response
        .get("ResponseParameters")
        .propertyStream()
        .filter(header -> !header.getKey().equals(prefix + "x-request-id"))
        .collect(
            Collectors.toMap(
                header -> header.getKey().substring(prefix.length()),
                header -> header.getValue().asString()));
  }

  private static Set<String> everyType() throws IllegalAccessException {
    Set<String> types = new TreeSet<>();
    for (Field field : ResponseType.class.getFields()) {
      if (field.get(null) instanceof ResponseType type) {
        types.add(type.getResponseType());
      }
    }
    return types;
  }
}
