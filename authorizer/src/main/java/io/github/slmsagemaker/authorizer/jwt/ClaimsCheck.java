package io.github.slmsagemaker.authorizer.jwt;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token has to say: the library's rules, one after the other, so that the one that is broken
 * can be told.
 */
final class ClaimsCheck {
  /** Clocks may differ by this much. */
  static final int MOST_SKEW_SECONDS = 60;

  /**
   * Characters of subjects that stand in logs, keys of the ledger and templates of replies as they
   * are: ASCII but for blanks, quotes, backslashes and number signs.
   */
  private static final Pattern SUBJECT = Pattern.compile("[!$-\\[\\]-~]{1,255}");

  private static final JWTClaimsSet ANY = new JWTClaimsSet.Builder().build();

  private final JWTClaimsSetVerifier<SecurityContext> time;
  private final JWTClaimsSetVerifier<SecurityContext> end;
  private final JWTClaimsSetVerifier<SecurityContext> issuer;
  private final JWTClaimsSetVerifier<SecurityContext> audience;

  ClaimsCheck(TokenSettings settings, InstantSource clock) {
    JWTClaimsSet issued = new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build();
    this.time = rule(null, ANY, Set.of(), clock);
    this.end = rule(null, ANY, Set.of("exp"), clock);
    this.issuer = rule(null, issued, Set.of(), clock);
    this.audience = rule(settings.audiences(), ANY, Set.of(), clock);
  }

  /** The first thing that is wrong. */
  Optional<Refusal> problem(JWTClaimsSet claims) {
    return broken(time, claims)
        .map(e -> e instanceof ExpiredJWTException ? Refusal.EXPIRED : Refusal.NOT_YET_VALID)
        .or(() -> broken(end, claims).map(_ -> Refusal.NO_END))
        .or(() -> broken(issuer, claims).map(_ -> Refusal.ANOTHER_ISSUER))
        .or(() -> broken(audience, claims).map(_ -> Refusal.ANOTHER_AUDIENCE))
        .or(() -> named(claims) ? Optional.empty() : Optional.of(Refusal.NO_SUBJECT));
  }

  private static boolean named(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    return subject != null && SUBJECT.matcher(subject).matches();
  }

  private static Optional<BadJWTException> broken(
      JWTClaimsSetVerifier<SecurityContext> rule, JWTClaimsSet claims) {
    try {
      rule.verify(claims, null);
      return Optional.empty();
    } catch (BadJWTException broken) {
      return Optional.of(broken);
    }
  }

  private static JWTClaimsSetVerifier<SecurityContext> rule(
      @Nullable Set<String> audiences,
      JWTClaimsSet exact,
      Set<String> required,
      InstantSource clock) {
    var rule =
        new DefaultJWTClaimsVerifier<SecurityContext>(audiences, exact, required, Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    rule.setMaxClockSkew(MOST_SKEW_SECONDS);
    return rule;
  }
}
