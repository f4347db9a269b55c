package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the deployed authorizer for the key that a request presents, as API Gateway does, and
 * compares it with those that open, as a usage plan does.
 */
final class Authorization {
  private final KeyAuthorizer authorizer = new KeyAuthorizer();
  private final List<DoorKey> keys;

  Authorization(List<DoorKey> keys) {
    this.keys = keys;
  }

  /**
   * The key that opens.
   *
   * @throws Failure.InvalidKey otherwise; it quotes nothing of what was presented
   */
  DoorKey require(RestEvent event) {
    Map<String, Object> decision = authorizer.handleRequest(event.forAuthorizer());
    if (!allows(decision) || !(decision.get("usageIdentifierKey") instanceof String presented)) {
      throw new Failure.InvalidKey(
          "no API key, or not one alone; send one as `Authorization: Bearer KEY` or as"
              + " `x-api-key: KEY`");
    }
    Optional<DoorKey> right = Optional.empty();
    // All are compared, so that the time does not tell which.
    for (DoorKey each : keys) {
      right = each.key().matches(presented) ? Optional.of(each) : right;
    }
    return right.orElseThrow(
        () ->
            new Failure.InvalidKey(
                "the API key is wrong; use the one that was printed at the start"));
  }

  private static boolean allows(Map<String, Object> decision) {
    return decision.get("policyDocument") instanceof Map<?, ?> policy
        && policy.get("Statement") instanceof List<?> statements
        && statements.stream()
            .allMatch(each -> each instanceof Map<?, ?> one && "Allow".equals(one.get("Effect")));
  }
}
