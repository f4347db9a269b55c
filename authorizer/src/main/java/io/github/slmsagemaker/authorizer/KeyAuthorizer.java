package io.github.slmsagemaker.authorizer;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Authorizer of type REQUEST for a REST API whose key source is {@code AUTHORIZER}.
 *
 * <p>A request with one well-formed key is let through with that key as {@code usageIdentifierKey}:
 * API Gateway then refuses it unless the key is in the usage plan. Any other request is denied.
 *
 * <p>Source: "Output from an API Gateway Lambda authorizer" in the API Gateway developer guide.
 */
public final class KeyAuthorizer {

  /** Handler string for the function's configuration. */
  public static final String HANDLER = KeyAuthorizer.class.getName() + "::handleRequest";

  /** Who calls, as access logs show it; who exactly is told by the key's id. */
  private static final String PRINCIPAL = "api-key";

  /** {@code arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE} before the method and path. */
  private static final Pattern STAGE = Pattern.compile("(arn:[^:]+:execute-api:[^/]+/[^/]+)/.*");

  /** Called by Lambda's runtime. */
  public KeyAuthorizer() {}

  /**
   * Decides on one request.
   *
   * @param event API Gateway's event of type REQUEST
   * @return API Gateway's authorizer response
   * @throws IllegalArgumentException if the event names no method ARN: this function is then called
   *     by something that is not API Gateway
   */
  public Map<String, Object> handleRequest(Map<String, Object> event) {
    String stage = stage(event);
    return PresentedKey.of(event)
        .map(key -> allow(stage, key))
        .orElseGet(() -> response("Deny", stage));
  }

  private static Map<String, Object> allow(String stage, PresentedKey key) {
    return Map.of(
        "principalId", PRINCIPAL,
        "policyDocument", policy("Allow", stage),
        "usageIdentifierKey", key.value());
  }

  private static Map<String, Object> response(String effect, String stage) {
    return Map.of("principalId", PRINCIPAL, "policyDocument", policy(effect, stage));
  }

  private static Map<String, Object> policy(String effect, String stage) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(
            Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", stage + "/*")));
  }

  private static String stage(Map<String, Object> event) {
    Matcher matcher = STAGE.matcher(String.valueOf(event.get("methodArn")));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "methodArn is missing or no ARN of an API's method; expected an event of type REQUEST"
              + " from API Gateway");
    }
    return matcher.group(1);
  }
}
