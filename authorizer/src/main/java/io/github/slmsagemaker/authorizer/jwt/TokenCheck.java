package io.github.slmsagemaker.authorizer.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a token: who signed it, and what it says.
 *
 * <p>Signatures are taken by the algorithms of RFC 7518 that have a public key, whatever the token
 * asks for, and by keys of the issuer alone: {@code jwk}, {@code jku} and {@code x5u} of a header
 * are not looked at.
 */
final class TokenCheck {
  /** After that a key that the issuer has withdrawn is no longer taken. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** How long keys are taken that can no longer be fetched. */
  private static final Duration KEPT_IN_AN_OUTAGE = Duration.ofHours(1);

  /** Between fetches for the sake of keys that nobody knows: anybody can name one. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private static final Duration WAIT_FOR_A_FETCH = Duration.ofSeconds(5);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** Tokens that say what they are have to be meant for this: RFC 9068, section 4. */
  private static final List<String> TYPES = List.of("JWT", "at+jwt", "application/at+jwt");

  private final PublishedKeys keys;
  private final ClaimsCheck claims;
  private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();

  TokenCheck(PublishedKeys keys, ClaimsCheck claims) {
    this.keys = keys;
    this.claims = claims;
    signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, kept(keys)));
    signatures.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types()));
    signatures.setJWTClaimsSetVerifier(null);
  }

  static TokenCheck of(TokenSettings settings, BoundedFetch fetch, InstantSource clock) {
    return new TokenCheck(new PublishedKeys(settings, fetch), new ClaimsCheck(settings, clock));
  }

  /**
   * Decides.
   *
   * @throws KeysUnavailableException if that cannot be decided, because the issuer's keys are
   *     unknown
   */
  Verdict verdict(String token) {
    try {
      JWTClaimsSet said = signatures.process(SignedJWT.parse(token), null);
      Optional<Refusal> wrong = claims.problem(said);
      return wrong.isPresent()
          ? new Verdict.Refused(wrong.get())
          : new Verdict.Accepted(said.getSubject());
    } catch (ParseException | BadJWTException noToken) {
      return new Verdict.Refused(Refusal.NO_SIGNED_TOKEN);
    } catch (BadJOSEException notSigned) {
      return new Verdict.Refused(Refusal.NOT_THE_ISSUERS);
    } catch (RateLimitReachedException tooOften) {
      return unknownKey(tooOften);
    } catch (JOSEException keysMissing) {
      throw new KeysUnavailableException(keysMissing);
    }
  }

  /** A token that names a key which nobody knows is refused; it is undecided if all are unknown. */
  private Verdict unknownKey(RateLimitReachedException tooOften) {
    if (keys.seen()) {
      return new Verdict.Refused(Refusal.NOT_THE_ISSUERS);
    }
    throw new KeysUnavailableException(tooOften);
  }

  private static JWKSource<SecurityContext> kept(PublishedKeys keys) {
    return JWKSourceBuilder.create(keys)
        .cache(KEPT.toMillis(), WAIT_FOR_A_FETCH.toMillis())
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .outageTolerant(KEPT_IN_AN_OUTAGE.toMillis())
        // Threads of its own would sleep while Lambda has frozen the function.
        .refreshAheadCache(false)
        .build();
  }

  /** None is a type too: many issuers write none. */
  private static Set<@Nullable JOSEObjectType> types() {
    Set<@Nullable JOSEObjectType> types = new HashSet<>();
    TYPES.forEach(word -> types.add(new JOSEObjectType(word)));
    types.add(null);
    return types;
  }
}
