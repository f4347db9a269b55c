package io.github.slmsagemaker.authorizer;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Authorizer of type REQUEST for a REST API whose key source is {@code AUTHORIZER}.
 *
 * <p>A request with one well-formed key is let through with that key as {@code usageIdentifierKey}:
 * API Gateway then refuses it unless the key is in the usage plan. Any other request is denied.
 */
public final class KeyAuthorizer {

  /** Handler string for the function's configuration. */
  public static final String HANDLER = KeyAuthorizer.class.getName() + "::handleRequest";

  /** Who calls, as access logs show it; who exactly is told by the key's id. */
  private static final String PRINCIPAL = "api-key";

  /** API Gateway's own rule for a key's length, with no blanks or control characters in it. */
  private static final Pattern FORM = Pattern.compile("[!-~]{20,128}");

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
    StagePolicy policy = StagePolicy.of(event);
    return Credential.of(event, FORM)
        .map(key -> policy.allow(PRINCIPAL, Map.of("usageIdentifierKey", key.value())))
        .orElseGet(() -> policy.deny(PRINCIPAL, Map.of()));
  }
}
