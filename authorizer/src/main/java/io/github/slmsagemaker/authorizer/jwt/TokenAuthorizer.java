package io.github.slmsagemaker.authorizer.jwt;

import io.github.slmsagemaker.authorizer.Credential;
import io.github.slmsagemaker.authorizer.StagePolicy;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Authorizer of type REQUEST for a REST API whose callers have tokens of an OpenID Connect issuer.
 *
 * <p>A request with one good token passes, with the token's subject as the principal. Any other is
 * denied; why is told as {@code refusal} in the answer's context.
 */
public final class TokenAuthorizer {
  /** Handler string for the function's configuration. */
  public static final String HANDLER = TokenAuthorizer.class.getName() + "::handleRequest";

  /** Where in the context a refusal's reason stands. */
  public static final String REFUSAL = "refusal";

  /** For each of an issuer's documents; two of them are read at the first token. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String NOBODY = "nobody";

  /** Longer ones do not get through API Gateway, whose headers have 10240 bytes together. */
  private static final Pattern FORM = Pattern.compile("[!-~]{1,8192}");

  private final TokenCheck check;

  /** Called by Lambda's runtime. */
  public TokenAuthorizer() {
    this(TokenSettings.from(System.getenv()), ProxySelector.getDefault());
  }

  /**
   * With settings that do not stand in the environment.
   *
   * @param proxies the way to the issuer
   */
  public TokenAuthorizer(TokenSettings settings, ProxySelector proxies) {
    this(TokenCheck.of(settings, new BoundedFetch(PATIENCE, proxies), InstantSource.system()));
  }

  TokenAuthorizer(TokenCheck check) {
    this.check = check;
  }

  /**
   * Decides on one request.
   *
   * @param event API Gateway's event of type REQUEST
   * @return API Gateway's authorizer response
   * @throws IllegalArgumentException if the event names no method ARN
   * @throws KeysUnavailableException if the issuer's keys cannot be had; the request is not let
   *     through then
   */
  public Map<String, Object> handleRequest(Map<String, Object> event) {
    StagePolicy policy = StagePolicy.of(event);
    Verdict verdict =
        Credential.of(event, FORM)
            .map(token -> check.verdict(token.value()))
            .orElse(new Verdict.Refused(Refusal.NOT_PRESENTED));
    return switch (verdict) {
      case Verdict.Accepted(String subject) -> policy.allow(subject, Map.of());
      case Verdict.Refused(Refusal why) ->
          policy.deny(NOBODY, Map.of("context", Map.of(REFUSAL, why.words())));
    };
  }
}
