package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request as API Gateway's REST API tells it to functions: an event for the authorizer, and for
 * the invoker what the Lambda Web Adapter makes of the proxy event, a request whose header {@code
 * x-amzn-request-context} holds the request context as JSON, the key's value beside its id.
 */
final class RestEvent {
  static final String CONTEXT = "x-amzn-request-context";

  private static final String ACCOUNT = "000000000000";
  private static final String API = "local";
  private static final String RESOURCE = "/{proxy+}";

  /** Headers by which a client could pass for the gateway. */
  private static final List<String> GATEWAYS_OWN =
      List.of(CONTEXT, "x-amzn-lambda-context", "x-amzn-trace-id", "forwarded", "via");

  /** Headers that carry a key or token: nobody behind the door needs it. */
  private static final List<String> KEYS = List.of("authorization", "x-api-key");

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String stage;
  private final HttpRequest request;
  private final Map<String, Object> identity = new LinkedHashMap<>();
  private final Map<String, Object> context = new LinkedHashMap<>();

  RestEvent(String stage, HttpRequest request, String requestId, Instant now) {
    this.stage = stage;
    this.request = request;
    identity.put("sourceIp", request.remote().getAddress().getHostAddress());
    request.headers().first("user-agent").ifPresent(agent -> identity.put("userAgent", agent));
    context.put("accountId", ACCOUNT);
    context.put("apiId", API);
    context.put("resourceId", API);
    context.put("resourcePath", RESOURCE);
    context.put("httpMethod", request.method());
    context.put("path", request.path());
    context.put("stage", stage);
    context.put("protocol", "HTTP/1.1");
    context.put("requestId", requestId);
    context.put("extendedRequestId", requestId);
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("identity", identity);
  }

  /** The event of an authorizer of type REQUEST. */
  Map<String, Object> forAuthorizer() {
    Map<String, String> last = new LinkedHashMap<>();
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Headers.Field field : request.headers().fields()) {
      last.put(field.name(), field.value());
      all.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(field.value());
    }
    return Map.of(
        "type",
        "REQUEST",
        "methodArn",
        "arn:aws:execute-api:us-east-1:%s:%s/%s/%s%s"
            .formatted(ACCOUNT, API, stage, request.method(), request.path()),
        "resource",
        RESOURCE,
        "path",
        request.path(),
        "httpMethod",
        request.method(),
        "headers",
        last,
        "multiValueHeaders",
        all,
        "requestContext",
        context);
  }

  /** Says whose key it is, as the context does once the usage plan has found the key. */
  void identify(DoorKey key) {
    identity.put("apiKey", key.key().value());
    identity.put("apiKeyId", key.id());
  }

  /** Says whose token it is, as the context does once an authorizer has named the principal. */
  void authorize(String principal) {
    context.put("authorizer", Map.of("principalId", principal));
  }

  /** The request without what a client must not say, and with what the gateway says. */
  HttpRequest forIntegration() {
    Headers kept = request.headers().endToEnd();
    for (String name : KEYS) {
      kept = kept.without(name);
    }
    for (String name : GATEWAYS_OWN) {
      kept = kept.without(name);
    }
    Headers clean =
        new Headers(
            kept.fields().stream()
                .filter(f -> !f.name().toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
                .toList());
    String json = ascii(JsonMapper.shared().writeValueAsString(context));
    return new HttpRequest(
        request.method(),
        request.target(),
        clean.withOnly(CONTEXT, json),
        request.body(),
        request.remote());
  }

  /** A header is Latin-1 at best; JSON can say everything in ASCII. */
  private static String ascii(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    json.chars()
        .forEach(
            c -> {
              if (c < 0x20 || c > 0x7e) {
                safe.append("\\u%04x".formatted(c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }
}
