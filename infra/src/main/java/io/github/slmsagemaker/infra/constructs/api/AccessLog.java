package io.github.slmsagemaker.infra.constructs.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of JSON for each request, with the key's id and never its value.
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

  static final String FORMAT =
      FIELDS.stream()
          .map(field -> field.split("=", 2))
          .map(field -> "\"%s\":\"%s\"".formatted(field[0], field[1]))
          .collect(Collectors.joining(",", "{", "}"));

  private AccessLog() {}
}
