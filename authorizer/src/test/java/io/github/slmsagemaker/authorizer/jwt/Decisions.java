package io.github.slmsagemaker.authorizer.jwt;

import io.github.slmsagemaker.authorizer.GoldenEvent;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An authorizer for audience {@code slm} of an issuer, and what it says in brief. */
final class Decisions {
  private final TokenAuthorizer authorizer;

  private Decisions(TokenAuthorizer authorizer) {
    this.authorizer = authorizer;
  }

  /** One that finds the keys by discovery, however long that takes. */
  static Decisions of(OidcIssuer issuer, InstantSource clock) {
    return of(discovering(issuer), Duration.ofMinutes(1), clock);
  }

  /** One that soon gives up. */
  static Decisions impatient(OidcIssuer issuer) {
    return of(discovering(issuer), Duration.ofMillis(300), InstantSource.system());
  }

  static Decisions of(TokenSettings settings, Duration patience, InstantSource clock) {
    return new Decisions(
        new TokenAuthorizer(
            TokenCheck.of(
                settings, new BoundedFetch(patience, ProxySelector.getDefault()), clock)));
  }

  private static TokenSettings discovering(OidcIssuer issuer) {
    return new TokenSettings(issuer.name(), Set.of("slm"), Optional.empty());
  }

  /** {@code Allow SUBJECT}, or {@code Deny REASON}. */
  String of(String token) {
    return with(List.of("Authorization: Bearer " + token));
  }

  String with(List<String> headers) {
    Map<String, Object> answer = authorizer.handleRequest(GoldenEvent.withHeaders(headers));
    String policy = String.valueOf(answer.get("policyDocument"));
    if (policy.contains("Effect=Allow")) {
      return "Allow " + answer.get("principalId");
    }
    return answer.get("context") instanceof Map<?, ?> context
        ? "Deny " + context.get("refusal")
        : "Deny";
  }
}
