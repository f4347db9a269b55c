package io.github.slmsagemaker.authorizer.jwt;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose tokens are taken, and which.
 *
 * @param issuer what {@code iss} has to be, to the letter; its keys are found through its discovery
 *     document
 * @param audiences of which {@code aud} has to name one
 * @param keys where the issuer's keys are, without discovery
 */
public record TokenSettings(URI issuer, Set<String> audiences, Optional<URI> keys) {
  /** Variable of the issuer. */
  public static final String ISSUER = "SLM_JWT_ISSUER";

  /** Variable of the audiences, with blanks between them. */
  public static final String AUDIENCES = "SLM_JWT_AUDIENCES";

  /** Variable of the address of the keys. */
  public static final String KEYS = "SLM_JWT_KEYS";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  public TokenSettings {
    secure("the issuer", issuer);
    audiences = Set.copyOf(audiences);
    if (audiences.isEmpty() || audiences.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "the audience is empty, expected what the issuer writes into aud for this API");
    }
    Objects.requireNonNull(keys, "keys");
    keys.ifPresent(address -> secure("the address of the issuer's keys", address));
  }

  /**
   * Reads them from variables.
   *
   * @throws IllegalArgumentException if one is missing or wrong
   */
  static TokenSettings from(Map<String, String> environment) {
    return new TokenSettings(
        URI.create(required(environment, ISSUER)),
        Arrays.stream(required(environment, AUDIENCES).split(" ", -1)).collect(Collectors.toSet()),
        Optional.ofNullable(environment.get(KEYS)).map(URI::create));
  }

  /**
   * An address that nobody between here and there can speak for.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI secure(String what, URI address) {
    boolean loopback = address.getHost() != null && LOOPBACK.contains(address.getHost());
    boolean https = "https".equals(address.getScheme()) && address.getHost() != null;
    boolean plain = "http".equals(address.getScheme()) && loopback;
    if (!(https || plain) || address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "%s is %s, expected https://HOST/..., or http on 127.0.0.1".formatted(what, address));
    }
    return address;
  }

  private static String required(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }
}
