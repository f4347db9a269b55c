package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks a deployed authorizer about a request, as API Gateway does. */
interface Authorization {

  /**
   * Tells the event who calls.
   *
   * @return what the caller may use
   * @throws Failure.InvalidKey where nobody is let in; it quotes nothing of what was presented
   */
  UsagePlan admit(RestEvent event);

  static Authorization by(DoorSettings door, Supplier<UsagePlan> plans) {
    return switch (door.admission()) {
      case Admission.Keys(List<DoorKey> keys) -> new KeyAuthorization(keys, plans);
      case Admission.Tokens tokens ->
          new TokenAuthorization(
              new TokenAuthorizer(tokens.settings(), door.proxies()), plans.get());
    };
  }

  static boolean allows(Map<String, Object> decision) {
    return decision.get("policyDocument") instanceof Map<?, ?> policy
        && policy.get("Statement") instanceof List<?> statements
        && statements.stream()
            .allMatch(each -> each instanceof Map<?, ?> one && "Allow".equals(one.get("Effect")));
  }
}
