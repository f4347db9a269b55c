package io.github.slmsagemaker.local.frontdoor;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the key that the authorizer finds, and compares it with those that open, as a usage plan
 * does.
 */
final class KeyAuthorization implements Authorization {
  private final KeyAuthorizer authorizer = new KeyAuthorizer();
  private final Map<DoorKey, UsagePlan> plans;

  KeyAuthorization(List<DoorKey> keys, Supplier<UsagePlan> plans) {
    this.plans = keys.stream().collect(toUnmodifiableMap(key -> key, _ -> plans.get()));
  }

  @Override
  public UsagePlan admit(RestEvent event) {
    DoorKey key = require(event);
    event.identify(key);
    return Objects.requireNonNull(plans.get(key));
  }

  private DoorKey require(RestEvent event) {
    Map<String, Object> decision = authorizer.handleRequest(event.forAuthorizer());
    if (!Authorization.allows(decision)
        || !(decision.get("usageIdentifierKey") instanceof String presented)) {
      throw new Failure.InvalidKey(
          "no API key, or not one alone; send one as `Authorization: Bearer KEY` or as"
              + " `x-api-key: KEY`");
    }
    Optional<DoorKey> right = Optional.empty();
    // All are compared, so that the time does not tell which.
    for (DoorKey each : plans.keySet()) {
      right = each.key().matches(presented) ? Optional.of(each) : right;
    }
    return right.orElseThrow(
        () ->
            new Failure.InvalidKey(
                "the API key is wrong; use the one that was printed at the start"));
  }
}
