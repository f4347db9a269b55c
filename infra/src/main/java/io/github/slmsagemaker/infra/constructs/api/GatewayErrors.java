package io.github.slmsagemaker.infra.constructs.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer;
import io.github.slmsagemaker.core.deployment.StopNames;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Origins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * Replies that API Gateway gives without asking the invoker, as OpenAI's error object. Where the
 * invoker has a failure for the same thing, its status, words and headers are taken from there, so
 * that a client cannot tell which layer has answered.
 *
 * <p>Source of the types: "Gateway response types for API Gateway" in the API Gateway developer
 * guide.
 */
final class GatewayErrors {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";

  /** What the authorizer of tokens says, in words of its own that need no escapes. */
  private static final String WHY = "$context.authorizer." + TokenAuthorizer.REFUSAL;

  private GatewayErrors() {}

  /** Maps every type of response. */
  static void addTo(RestApi api, Access access, Origins origins) {
    Map<String, String> readers = readers(origins);
    table(access)
        .forEach(
            error -> {
              Map<String, String> headers = new HashMap<>(readers);
              if (error.reply().status() == 401 && !(access instanceof Access.Iam)) {
                headers.put("WWW-Authenticate", "'Bearer'");
              }
              api.addGatewayResponse(error.id(), error.options(headers));
            });
  }

  /**
   * Who may read them: a response has fixed headers or repeats those of the request, compared with
   * nothing. So one origin can be told, and of several none.
   */
  private static Map<String, String> readers(Origins origins) {
    return origins.allowed().size() == 1
        ? Map.of(
            "Access-Control-Allow-Origin",
            "'" + origins.allowed().getFirst() + "'",
            "Access-Control-Expose-Headers",
            "'x-request-id,retry-after,x-should-retry'")
        : Map.of();
  }

  static List<GatewayError> table(Access access) {
    return switch (access) {
      case Access.ApiKeys keys -> withKeys();
      case Access.Iam iam -> withSignatures();
      case Access.Cognito pool ->
          withTokens(
              own(
                  ResponseType.ACCESS_DENIED,
                  403,
                  INVALID,
                  "permission_denied",
                  "The token has none of the scopes that this API asks for"),
              "Incorrect, expired or missing token: send an access token, or where this API asks"
                  + " for no scope an identity token, as Authorization: Bearer TOKEN; x-api-key is"
                  + " not looked at");
      case Access.Jwt issuer ->
          withTokens(
              invalidKey(ResponseType.ACCESS_DENIED, "The request was refused: " + WHY),
              "Incorrect or missing token: send it as Authorization: Bearer TOKEN or x-api-key");
    };
  }

  private static List<GatewayError> withTokens(GatewayError denied, String wrong) {
    return with(
        List.of(
            denied,
            invalidKey(ResponseType.INVALID_API_KEY, wrong),
            invalidKey(ResponseType.UNAUTHORIZED, wrong),
            invalidKey(ResponseType.EXPIRED_TOKEN, wrong),
            invalidKey(ResponseType.INVALID_SIGNATURE, wrong),
            notFound(ResponseType.MISSING_AUTHENTICATION_TOKEN)));
  }

  /** A request without a good key is refused as the same thing, whoever found out. */
  private static List<GatewayError> withKeys() {
    String wrong =
        "Incorrect or missing API key: send it as Authorization: Bearer KEY or x-api-key";
    return with(
        List.of(
            invalidKey(ResponseType.ACCESS_DENIED, wrong),
            invalidKey(ResponseType.INVALID_API_KEY, wrong),
            invalidKey(ResponseType.UNAUTHORIZED, wrong),
            invalidKey(ResponseType.EXPIRED_TOKEN, wrong),
            invalidKey(ResponseType.INVALID_SIGNATURE, wrong),
            notFound(ResponseType.MISSING_AUTHENTICATION_TOKEN)));
  }

  private static List<GatewayError> withSignatures() {
    String unsigned =
        "The request must be signed with AWS Signature Version 4 for the service execute-api";
    return with(
        List.of(
            own(
                ResponseType.ACCESS_DENIED,
                403,
                INVALID,
                "permission_denied",
                "The caller may not invoke this API: it needs execute-api:Invoke"),
            invalidKey(ResponseType.INVALID_API_KEY, unsigned),
            invalidKey(ResponseType.UNAUTHORIZED, unsigned),
            invalidKey(ResponseType.EXPIRED_TOKEN, "The signature's credentials have expired"),
            invalidKey(ResponseType.INVALID_SIGNATURE, "The signature does not match the request"),
            invalidKey(ResponseType.MISSING_AUTHENTICATION_TOKEN, unsigned)));
  }

  private static List<GatewayError> with(List<GatewayError> byAccess) {
    List<GatewayError> all = new ArrayList<>(byAccess);
    all.addAll(requests());
    all.addAll(limits());
    all.addAll(failures());
    return List.copyOf(all);
  }

  private static List<GatewayError> requests() {
    return List.of(
        bad(ResponseType.BAD_REQUEST_BODY, "invalid_body", "The body is not acceptable"),
        bad(
            ResponseType.BAD_REQUEST_PARAMETERS,
            "invalid_parameters",
            "A header or query parameter is not acceptable"),
        shared(
            ResponseType.REQUEST_TOO_LARGE, new Failure.PayloadTooLarge("The body is too large")),
        shared(
            ResponseType.UNSUPPORTED_MEDIA_TYPE,
            new Failure.UnsupportedMediaType("The body must be application/json")),
        own(
            ResponseType.WAF_FILTERED,
            403,
            INVALID,
            "request_filtered",
            "A firewall refused the request"),
        notFound(ResponseType.RESOURCE_NOT_FOUND),
        bad(ResponseType.DEFAULT_4_XX, "invalid_request", "The request is not acceptable"));
  }

  private static List<GatewayError> limits() {
    return List.of(
        shared(
            ResponseType.THROTTLED,
            new Failure.RateLimited(
                Duration.ofSeconds(1), "Too many requests a second; slow down and retry")),
        shared(
            ResponseType.QUOTA_EXCEEDED,
            new Failure.QuotaExceeded("The key's quota for this period is used up")));
  }

  /** After a timeout or a broken reply the model may have worked: a retry would pay again. */
  private static List<GatewayError> failures() {
    return List.of(
        shared(
            ResponseType.INTEGRATION_TIMEOUT,
            new Failure.DeadlineExceeded("The reply took too long")),
        unanswered(),
        own(
            ResponseType.AUTHORIZER_FAILURE,
            500,
            SERVER,
            "authorizer_failure",
            "Who calls could not be checked; try again shortly"),
        shared(
            ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
            new Failure.Misconfigured("Who calls was not checked: the deployment is wrong")),
        shared(
            ResponseType.API_CONFIGURATION_ERROR,
            new Failure.Misconfigured("The deployment is wrong")),
        shared(ResponseType.DEFAULT_5_XX, new Failure.Internal()));
  }

  /**
   * Lambda did not take the request, which it does not while it is stopped; a response's status
   * cannot depend on anything, its code can.
   */
  private static GatewayError unanswered() {
    return new GatewayError(
        ResponseType.INTEGRATION_FAILURE,
        new ErrorReply(
            503,
            Map.of("x-should-retry", "false"),
            "No answer from behind the API. deployment_stopped: its operator, or a budget, has"
                + " stopped it; the operator sees why with ./slm status and starts it again with"
                + " ./slm start. dependency_failed: the reply broke off before it began",
            SERVER,
            Optional.empty(),
            Optional.of("${stageVariables.%s}".formatted(StopNames.VARIABLE))));
  }

  private static GatewayError invalidKey(ResponseType type, String message) {
    return shared(type, new Failure.InvalidKey(message));
  }

  private static GatewayError notFound(ResponseType type) {
    return shared(type, new Failure.RouteNotFound());
  }

  private static GatewayError bad(ResponseType type, String code, String message) {
    return shared(type, new Failure.BadRequest(Optional.empty(), Optional.of(code), message));
  }

  private static GatewayError shared(ResponseType type, Failure failure) {
    return new GatewayError(type, ErrorReply.of(failure));
  }

  /** What the invoker never says. */
  private static GatewayError own(
      ResponseType type, int status, String kind, String code, String message) {
    return new GatewayError(
        type, new ErrorReply(status, Map.of(), message, kind, Optional.empty(), Optional.of(code)));
  }

  /**
   * One reply.
   *
   * @param type when API Gateway gives it
   * @param reply status, headers and words; its body becomes a template, in which a dollar sign has
   *     a meaning
   */
  record GatewayError(ResponseType type, ErrorReply reply) {

    GatewayError {
      if (reply.message().replace(WHY, "").contains("$")) {
        throw new IllegalArgumentException(
            "message would be read as a template: " + reply.message());
      }
    }

    String id() {
      return "Error-" + type.getResponseType();
    }

    GatewayResponseOptions options(Map<String, String> headers) {
      Map<String, String> mapped = new HashMap<>(headers);
      mapped.put("x-request-id", "context.requestId");
      reply.headers().forEach((header, value) -> mapped.put(header, "'" + value + "'"));
      return GatewayResponseOptions.builder()
          .type(type)
          .statusCode(Integer.toString(reply.status()))
          .responseHeaders(mapped)
          .templates(Map.of("application/json", new String(reply.body(), UTF_8)))
          .build();
    }
  }
}
