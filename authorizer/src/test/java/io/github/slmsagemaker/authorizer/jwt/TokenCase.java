package io.github.slmsagemaker.authorizer.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import io.github.slmsagemaker.testkit.oidc.SigningKey;
import io.github.slmsagemaker.testkit.oidc.TestToken;
import java.util.Base64;
import java.util.List;

/**
 * Tokens that an attacker, or a client that errs, may send. Each is good but for one thing. Times
 * are whole seconds around {@link TokenAttackTest}'s clock.
 */
enum TokenCase {
  GOOD("", (issuer, token) -> token.signedBy(issuer.key())),
  OF_TYPE_ACCESS_TOKEN(
      "", (issuer, token) -> token.withHeader("typ", "at+jwt").signedBy(issuer.key())),
  FOR_SEVERAL_AUDIENCES(
      "", (issuer, token) -> token.with("aud", List.of("x", "slm")).signedBy(issuer.key())),
  WITHOUT_THE_NAME_OF_A_KEY("", (issuer, token) -> token.signedWithoutName(issuer.key())),
  EXPIRED_WITHIN_THE_SKEW("", (issuer, token) -> token.with("exp", at(-59)).signedBy(issuer.key())),
  EXPIRED(
      "the token has expired",
      (issuer, token) -> token.with("exp", at(-61)).signedBy(issuer.key())),
  WITHOUT_AN_END("has no exp", (issuer, token) -> token.without("exp").signedBy(issuer.key())),
  AN_END_THAT_IS_NO_TIME(
      "is no signed JSON Web Token",
      (issuer, token) -> token.with("exp", "never").signedBy(issuer.key())),
  NOT_YET_VALID_WITHIN_THE_SKEW(
      "", (issuer, token) -> token.with("nbf", at(59)).signedBy(issuer.key())),
  NOT_YET_VALID(
      "is not valid yet", (issuer, token) -> token.with("nbf", at(62)).signedBy(issuer.key())),
  ANOTHER_AUDIENCE(
      "aud does not name this API",
      (issuer, token) -> token.with("aud", "slm2").signedBy(issuer.key())),
  NO_AUDIENCE(
      "aud does not name this API", (issuer, token) -> token.without("aud").signedBy(issuer.key())),
  ANOTHER_ISSUER(
      "iss is not this API's issuer",
      (issuer, token) -> token.with("iss", "https://evil.example").signedBy(issuer.key())),
  THE_ISSUER_WITH_A_SLASH(
      "iss is not this API's issuer",
      (issuer, token) -> token.with("iss", issuer.name() + "/").signedBy(issuer.key())),
  NO_SUBJECT("sub is missing", (issuer, token) -> token.without("sub").signedBy(issuer.key())),
  EMPTY_SUBJECT("sub is missing", (issuer, token) -> token.with("sub", "").signedBy(issuer.key())),
  A_SUBJECT_THAT_BREAKS_A_LOG(
      "sub is missing", (issuer, token) -> token.with("sub", "a\",\"b").signedBy(issuer.key())),
  A_SUBJECT_THAT_BREAKS_A_LEDGER(
      "sub is missing", (issuer, token) -> token.with("sub", "a#b").signedBy(issuer.key())),
  A_SUBJECT_WITHOUT_AN_END(
      "sub is missing",
      (issuer, token) -> token.with("sub", "a".repeat(256)).signedBy(issuer.key())),
  FORGED_UNDER_THE_ISSUERS_KEYS_NAME(
      "not signed by a key", (issuer, token) -> token.signedBy(Stranger.KEY.called("first"))),
  FORGED_WITHOUT_A_NAME(
      "not signed by a key", (issuer, token) -> token.signedWithoutName(Stranger.KEY)),
  UNKNOWN_KEY("not signed by a key", (issuer, token) -> token.signedBy(Stranger.KEY)),
  CHANGED_AFTER_SIGNING(
      "not signed by a key",
      (issuer, token) ->
          spliced(
              token.with("sub", "root").signedBy(Stranger.KEY.called("first")),
              token.signedBy(issuer.key()))),
  UNSIGNED("is no signed JSON Web Token", (issuer, token) -> token.unsigned("none", "")),
  UNSIGNED_IN_CAPITALS("not signed by a key", (issuer, token) -> token.unsigned("NONE", "AAAA")),
  UNSIGNED_WITH_A_SIGNATURE(
      "is no signed JSON Web Token", (issuer, token) -> token.unsigned("none", "AAAA")),
  SIGNED_BY_HMAC_WITH_THE_PUBLIC_KEY(
      "not signed by a key",
      (issuer, token) -> token.signedByHmac("first", issuer.key().pair().getPublic().getEncoded())),
  SIGNED_BY_HMAC_WITH_THE_PUBLIC_KEY_AS_TEXT(
      "not signed by a key",
      (issuer, token) -> token.signedByHmac("first", pem(issuer.key()).getBytes(UTF_8))),
  BRINGS_ITS_OWN_KEY(
      "not signed by a key",
      (issuer, token) -> token.withHeader("jwk", Stranger.KEY.publicJwk()).signedBy(Stranger.KEY)),
  BRINGS_ITS_OWN_KEY_UNDER_THE_ISSUERS_NAME(
      "not signed by a key",
      (issuer, token) ->
          token
              .withHeader("jwk", Stranger.KEY.called("first").publicJwk())
              .signedBy(Stranger.KEY.called("first"))),
  SAYS_WHERE_ITS_KEYS_ARE(
      "not signed by a key",
      (issuer, token) ->
          token.withHeader("jku", "https://evil.example/keys").signedBy(Stranger.KEY)),
  SAYS_WHERE_ITS_CERTIFICATE_IS(
      "not signed by a key",
      (issuer, token) -> token.withHeader("x5u", "https://evil.example/x").signedBy(Stranger.KEY)),
  HAS_RULES_OF_ITS_OWN(
      "not signed by a key",
      (issuer, token) ->
          token.withHeader("crit", List.of("exp2")).withHeader("exp2", 1).signedBy(issuer.key())),
  OF_ANOTHER_TYPE(
      "not signed by a key",
      (issuer, token) -> token.withHeader("typ", "logout+jwt").signedBy(issuer.key())),
  OTHER_ALGORITHM_THAN_THE_KEYS(
      "not signed by a key",
      (issuer, token) -> token.signedBy(new SigningKey("first", "PS256", issuer.key().pair()))),
  NO_JSON(
      "is no signed JSON Web Token",
      (issuer, token) -> TestToken.raw("{\"alg\":\"RS256\"}", "sub=alice", issuer.key())),
  DEEP_JSON(
      "is no signed JSON Web Token",
      (issuer, token) ->
          TestToken.raw(
              "{\"alg\":\"RS256\",\"kid\":\"first\"}",
              "{\"a\":" + "[".repeat(2_600) + "]".repeat(2_600) + "}",
              issuer.key())),
  DEEP_HEADER(
      "is no signed JSON Web Token",
      (issuer, token) ->
          TestToken.raw(
              "{\"alg\":\"RS256\",\"a\":" + "[".repeat(2_800) + "]".repeat(2_800) + "}",
              "{}",
              issuer.key())),
  TWO_SUBJECTS(
      "is no signed JSON Web Token",
      (issuer, token) ->
          TestToken.raw(
              "{\"alg\":\"RS256\",\"kid\":\"first\"}",
              "{\"iss\":\"%s\",\"aud\":\"slm\",\"exp\":%d,\"sub\":\"a\",\"sub\":\"root\"}"
                  .formatted(issuer.name(), at(300)),
              issuer.key())),
  TWO_NAMES_OF_KEYS(
      "is no signed JSON Web Token",
      (issuer, token) ->
          TestToken.raw("{\"alg\":\"RS256\",\"kid\":\"x\",\"kid\":\"first\"}", "{}", issuer.key())),
  HUGE(
      "there is no token",
      (issuer, token) -> token.with("x", "x".repeat(8_192)).signedBy(issuer.key())),
  ONE_PART("is no signed JSON Web Token", (issuer, token) -> "slm-0123456789"),
  FIVE_PARTS("is no signed JSON Web Token", (issuer, token) -> "e30.e30.e30.e30.e30"),
  NOTHING("there is no token", (issuer, token) -> "");

  /** Someone whom the issuer does not know. */
  private static final class Stranger {
    static final SigningKey KEY = SigningKey.generate("stranger", "RS256");
  }

  /** Makes the case of a good token. */
  private interface Made {
    String of(OidcIssuer issuer, TestToken token);
  }

  private final String refusal;

  @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing.
  private final Made token;

  TokenCase(String refusal, Made token) {
    this.refusal = refusal;
    this.token = token;
  }

  /** What the refusal says; empty for a token that is good. */
  String refusal() {
    return refusal;
  }

  /** The token, for audience {@code slm} and subject {@code alice}. */
  String of(OidcIssuer issuer) {
    return token.of(
        issuer, TestToken.of(issuer.name().toString(), "slm", "alice", TokenAttackTest.NOW));
  }

  private static long at(int seconds) {
    return TokenAttackTest.NOW.getEpochSecond() + seconds;
  }

  /** What one says, with the signature of the other. */
  private static String spliced(String text, String signature) {
    return text.substring(0, text.lastIndexOf('.'))
        + signature.substring(signature.lastIndexOf('.'));
  }

  private static String pem(SigningKey key) {
    String encoded = Base64.getMimeEncoder().encodeToString(key.pair().getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
  }
}
