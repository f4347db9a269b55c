package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.calls.Caller;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateway says of a request: ids alone.
 *
 * <p>The header it comes from carries the key's value beside its id (promise P17), so this is the
 * only class that reads it, and nothing hands it on.
 *
 * @param requestId names the request in replies and logs
 * @param keyId id of the key that was used, or the subject of the token, where there was one
 * @param waitForModel false where the client asked not to wait for a cold model
 */
record GatewayContext(String requestId, Optional<String> keyId, boolean waitForModel) {
  private static final String HEADER = "x-amzn-request-context";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /**
   * As the authorizer of tokens lets them through: nothing that a log or a ledger gives a meaning.
   */
  private static final Pattern SUBJECT = Pattern.compile("[!$-\\[\\]-~]{1,255}");

  static GatewayContext of(HttpRequest request) {
    boolean wait = !request.headers().first("x-wait-for-model").equals(Optional.of("0"));
    JsonNode context = request.headers().first(HEADER).map(GatewayContext::parsed).orElse(NOTHING);
    String requestId = id(context.path("requestId")).orElseGet(() -> UUID.randomUUID().toString());
    return new GatewayContext(requestId, keyId(context), wait);
  }

  /** API Gateway tells the claims of a user pool's token; our authorizer names the principal. */
  private static Optional<String> keyId(JsonNode context) {
    JsonNode authorizer = context.path("authorizer");
    return id(context.path("identity").path("apiKeyId"))
        .or(() -> text(authorizer.path("claims").path("sub"), SUBJECT))
        .or(() -> text(authorizer.path("principalId"), SUBJECT));
  }

  Caller caller() {
    return new Caller(keyId, requestId, waitForModel);
  }

  private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

  private static JsonNode parsed(String header) {
    try {
      return JsonMapper.shared().readTree(header);
    } catch (JacksonException unreadable) {
      return NOTHING;
    }
  }

  private static Optional<String> id(JsonNode node) {
    return text(node, ID);
  }

  private static Optional<String> text(JsonNode node, Pattern form) {
    return node.isString() && form.matcher(node.stringValue()).matches()
        ? Optional.of(node.stringValue())
        : Optional.empty();
  }
}
