package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.authorizer.jwt.KeysUnavailableException;
import io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.Map;

/** Takes whom the authorizer of tokens names. */
final class TokenAuthorization implements Authorization {
  private final TokenAuthorizer authorizer;
  private final UsagePlan plan;

  TokenAuthorization(TokenAuthorizer authorizer, UsagePlan plan) {
    this.authorizer = authorizer;
    this.plan = plan;
  }

  /**
   * @throws Failure.Misconfigured where the issuer's keys cannot be had
   */
  @Override
  public UsagePlan admit(RestEvent event) {
    Map<String, Object> decision = decision(event);
    if (!Authorization.allows(decision)
        || !(decision.get("principalId") instanceof String subject)) {
      throw new Failure.InvalidKey("the request was refused: " + reason(decision));
    }
    event.authorize(subject);
    return plan;
  }

  private Map<String, Object> decision(RestEvent event) {
    try {
      return authorizer.handleRequest(event.forAuthorizer());
    } catch (KeysUnavailableException undecided) {
      throw new Failure.Misconfigured(String.valueOf(undecided.getMessage()));
    }
  }

  private static Object reason(Map<String, Object> decision) {
    return decision.get("context") instanceof Map<?, ?> context
            && context.get(TokenAuthorizer.REFUSAL) instanceof String words
        ? words
        : "the token is wrong";
  }
}
