package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What API Gateway tells a function about a request, as the Lambda Web Adapter hands it over: JSON
 * in the header {@code x-amzn-request-context}, the key's value beside its id.
 */
final class RequestContext {
  static final String HEADER = "x-amzn-request-context";

  /** Headers by which a client could pass for the gateway. */
  private static final List<String> GATEWAYS_OWN =
      List.of(HEADER, "x-amzn-lambda-context", "x-amzn-trace-id", "forwarded", "via");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String stage;
  private final ApiKey key;
  private final String keyId;

  RequestContext(String stage, ApiKey key, String keyId) {
    this.stage = stage;
    this.key = key;
    this.keyId = keyId;
  }

  /** The client's headers without what it must not say, and with what the gateway says. */
  Headers replace(HttpRequest request, String requestId, boolean authorized, Instant now) {
    Headers kept = KeyCheck.without(request.headers().endToEnd());
    for (String own : GATEWAYS_OWN) {
      kept = kept.without(own);
    }
    Headers clean =
        new Headers(
            kept.fields().stream()
                .filter(f -> !f.name().toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
                .toList());
    return clean.withOnly(HEADER, json(request, requestId, authorized, now));
  }

  private String json(HttpRequest request, String requestId, boolean authorized, Instant now) {
    ObjectNode context = JSON.createObjectNode();
    context.put("accountId", "000000000000");
    context.put("apiId", "local");
    context.put("resourceId", "local");
    context.put("resourcePath", "/{proxy+}");
    context.put("httpMethod", request.method());
    context.put("path", request.path());
    context.put("stage", stage);
    context.put("protocol", "HTTP/1.1");
    context.put("requestId", requestId);
    context.put("extendedRequestId", requestId);
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.set("identity", identity(request, authorized));
    return ascii(JSON.writeValueAsString(context));
  }

  private ObjectNode identity(HttpRequest request, boolean authorized) {
    ObjectNode identity = JSON.createObjectNode();
    identity.put("sourceIp", request.remote().getAddress().getHostAddress());
    identity.put("userAgent", request.headers().first("user-agent").orElse(null));
    if (authorized) {
      identity.put("apiKey", key.value());
      identity.put("apiKeyId", keyId);
    }
    return identity;
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
