package io.github.slmsagemaker.testkit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What functions are told of a request.
 *
 * <p>Source: "Input format of a Lambda function for proxy integration" and "Input to an API Gateway
 * Lambda authorizer".
 */
final class ProxyEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String ACCOUNT = "123456789012";

  private final RestApi api;
  private final Asked asked;
  private final Routes.Match match;
  private final ObjectNode context = JsonMapper.shared().createObjectNode();
  private final ObjectNode identity = context.putObject("identity");

  ProxyEvent(RestApi api, Asked asked, Routes.Match match) {
    this.api = api;
    this.asked = asked;
    this.match = match;
    context.put("resourceId", match.resourceId()).put("resourcePath", match.template());
    context.put("httpMethod", asked.verb()).put("extendedRequestId", asked.id());
    context.put("requestTime", TIME.format(asked.at())).put("protocol", "HTTP/1.1");
    context.put("path", "/" + api.stage().name() + asked.path()).put("accountId", ACCOUNT);
    context.put("stage", api.stage().name()).put("domainPrefix", api.id());
    context.put("requestTimeEpoch", asked.at().toEpochMilli()).put("requestId", asked.id());
    context.put("domainName", api.id() + ".execute-api.us-east-1.amazonaws.com");
    context.put("apiId", api.id());
    identity.put("sourceIp", asked.remote());
    identity.put("userAgent", asked.header("User-Agent").orElse(null));
  }

  /** The method's ARN, which policies are about. */
  String arn() {
    return "arn:aws:execute-api:us-east-1:%s:%s/%s/%s%s"
        .formatted(ACCOUNT, api.id(), api.stage().name(), asked.verb(), asked.path());
  }

  /** What an authorizer of type REQUEST is told. */
  byte[] forAuthorizer(Map<String, String> stageVariables) {
    ObjectNode event = request(stageVariables);
    event.put("type", "REQUEST").put("methodArn", arn());
    return event.toString().getBytes(UTF_8);
  }

  /** Whose key it is. */
  void key(String value, String id) {
    identity.put("apiKey", value).put("apiKeyId", id);
  }

  /** Who the authorizer says it is. */
  void authorizer(Decision decision) {
    ObjectNode said = context.putObject("authorizer");
    decision.context().forEach(said::put);
    said.put("principalId", decision.principal()).put("integrationLatency", 0);
  }

  /** What the integration is told. */
  byte[] forIntegration(Map<String, String> stageVariables) {
    ObjectNode event = request(stageVariables);
    event.put("body", asked.body().isEmpty() ? null : asked.body());
    event.put("isBase64Encoded", false);
    return event.toString().getBytes(UTF_8);
  }

  private ObjectNode request(Map<String, String> stageVariables) {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("resource", match.template()).put("path", asked.path());
    event.put("httpMethod", asked.verb());
    last(event, "headers", asked.headers());
    all(event, "multiValueHeaders", asked.headers());
    last(event, "queryStringParameters", asked.query());
    all(event, "multiValueQueryStringParameters", asked.query());
    texts(event, "pathParameters", match.parameters());
    texts(event, "stageVariables", stageVariables);
    event.set("requestContext", context.deepCopy());
    return event;
  }

  private static void last(ObjectNode event, String name, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode object = event.putObject(name);
      values.forEach((key, all) -> object.put(key, all.getLast()));
    }
  }

  private static void all(ObjectNode event, String name, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode object = event.putObject(name);
      values.forEach((key, each) -> each.forEach(object.withArrayProperty(key)::add));
    }
  }

  private static void texts(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode object = event.putObject(name);
      values.forEach(object::put);
    }
  }
}
