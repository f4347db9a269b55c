package io.github.slmsagemaker.testkit.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pair of keys that signs tokens.
 *
 * @param id its {@code kid}
 * @param algorithm its {@code alg}, such as {@code RS256}
 * @param pair the keys
 */
public record SigningKey(String id, String algorithm, KeyPair pair) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /**
   * A new pair.
   *
   * @param algorithm {@code RS256}, {@code PS256} or {@code ES256}
   */
  public static SigningKey generate(String id, String algorithm) {
    boolean curve = algorithm.equals("ES256");
    AlgorithmParameterSpec form =
        curve
            ? new ECGenParameterSpec("secp256r1")
            : new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : "RSA");
      generator.initialize(form);
      return new SigningKey(id, algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a key for " + algorithm, e);
    }
  }

  /** The same keys under another id. */
  public SigningKey called(String otherId) {
    return new SigningKey(otherId, algorithm, pair);
  }

  /** Its public half as a JSON Web Key. */
  public Map<String, Object> publicJwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    switch (pair.getPublic()) {
      case RSAPublicKey rsa -> {
        jwk.put("kty", "RSA");
        jwk.put("n", number(rsa.getModulus(), 256));
        jwk.put("e", number(rsa.getPublicExponent(), 3));
      }
      case ECPublicKey curve -> {
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", number(curve.getW().getAffineX(), 32));
        jwk.put("y", number(curve.getW().getAffineY(), 32));
      }
      case PublicKey other -> throw new IllegalStateException("no JWK of " + other.getAlgorithm());
    }
    jwk.put("kid", id);
    jwk.put("alg", algorithm);
    jwk.put("use", "sig");
    return jwk;
  }

  byte[] sign(String text) {
    try {
      Signature signature = signature();
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign by " + algorithm, e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    return switch (algorithm) {
      case "RS256" -> Signature.getInstance("SHA256withRSA");
      case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case "PS256" -> {
        Signature padded = Signature.getInstance("RSASSA-PSS");
        padded.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        yield padded;
      }
      default -> throw new IllegalStateException("no signature of " + algorithm);
    };
  }

  /** As many bytes as are told, the sign's left out or zeros put before. */
  private static String number(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    byte[] exact = new byte[length];
    int kept = Math.min(bytes.length, length);
    System.arraycopy(
        Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length),
        0,
        exact,
        length - kept,
        kept);
    return BASE64.encodeToString(exact);
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + ", " + algorithm + "]";
  }
}
