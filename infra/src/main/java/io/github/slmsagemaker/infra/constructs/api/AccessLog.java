package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.deployment.Access;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of JSON for each request, with the key's id or the token's subject and never its value.
 *
 * <p>Source of the variables: "$context variables for access logging" in the API Gateway developer
 * guide.
 */
final class AccessLog {
  private static final List<String> FIELDS =
      List.of(
          "requestId=$context.requestId",
          "time=$context.requestTime",
          "ip=$context.identity.sourceIp",
          "keyId=$context.identity.apiKeyId",
          "method=$context.httpMethod",
          "path=$context.path",
          "status=$context.status",
          "bytes=$context.responseLength",
          "milliseconds=$context.responseLatency",
          "integrationStatus=$context.integration.status",
          "integrationMilliseconds=$context.integration.latency",
          "gatewayError=$context.error.responseType",
          "trace=$context.xrayTraceId");

  private AccessLog() {}

  static String format(Access access) {
    return Stream.concat(FIELDS.stream(), subject(access).stream())
        .map(field -> field.split("=", 2))
        .map(field -> "\"%s\":\"%s\"".formatted(field[0], field[1]))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Whose token it was: names that are checked before, so that they cannot break the line. */
  private static Optional<String> subject(Access access) {
    return switch (access) {
      case Access.ApiKeys _, Access.Iam _ -> Optional.empty();
      case Access.Cognito _ -> Optional.of("subject=$context.authorizer.claims.sub");
      case Access.Jwt _ -> Optional.of("subject=$context.authorizer.principalId");
    };
  }
}
