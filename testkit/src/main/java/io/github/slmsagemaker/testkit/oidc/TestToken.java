package io.github.slmsagemaker.testkit.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token before it is signed; every change makes another one.
 *
 * @param header what stands before the claims, without {@code alg}
 * @param claims what it says
 */
public record TestToken(Map<String, Object> header, Map<String, Object> claims) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  public TestToken {
    header = new LinkedHashMap<>(header);
    claims = new LinkedHashMap<>(claims);
  }

  /** A good one, from an instant on for five minutes. */
  public static TestToken of(String issuer, String audience, String subject, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audience);
    claims.put("sub", subject);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(300).getEpochSecond());
    return new TestToken(Map.of("typ", "JWT"), claims);
  }

  /** The same with another claim. */
  public TestToken with(String claim, Object value) {
    TestToken other = new TestToken(header, claims);
    other.claims.put(claim, value);
    return other;
  }

  /** The same without a claim. */
  public TestToken without(String claim) {
    TestToken other = new TestToken(header, claims);
    other.claims.remove(claim);
    return other;
  }

  /** The same with another field of its header. */
  public TestToken withHeader(String field, Object value) {
    TestToken other = new TestToken(header, claims);
    other.header.put(field, value);
    return other;
  }

  /** Signed as an issuer does, the header naming the key unless it names one already. */
  public String signedBy(SigningKey key) {
    String text = text(key.algorithm(), header.containsKey("kid") ? this : kid(key.id()));
    return text + "." + BASE64.encodeToString(key.sign(text));
  }

  /** Signed by a key that the header does not name. */
  public String signedWithoutName(SigningKey key) {
    String text = text(key.algorithm(), this);
    return text + "." + BASE64.encodeToString(key.sign(text));
  }

  /** Signed by a shared secret, which an issuer's public key would be. */
  public String signedByHmac(String kid, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text = text("HS256", kid(kid));
      return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC", e);
    }
  }

  /** With {@code alg: none}, and whatever follows the second dot. */
  public String unsigned(String algorithm, String signature) {
    return text(algorithm, this) + "." + signature;
  }

  /** A token of these texts, whatever they are. */
  public static String raw(String header, String claims, SigningKey key) {
    String text = encoded(header) + "." + encoded(claims);
    return text + "." + BASE64.encodeToString(key.sign(text));
  }

  private TestToken kid(String id) {
    return withHeader("kid", id);
  }

  private static String text(String algorithm, TestToken token) {
    TestToken named = token.withHeader("alg", algorithm);
    return encoded(JsonMapper.shared().writeValueAsString(named.header))
        + "."
        + encoded(JsonMapper.shared().writeValueAsString(named.claims));
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }
}
