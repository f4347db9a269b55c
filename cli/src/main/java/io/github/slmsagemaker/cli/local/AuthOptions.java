package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.local.frontdoor.Admission;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about tokens, which open instead of keys. */
final class AuthOptions {
  @Option(
      names = "--auth",
      paramLabel = "api-key|jwt",
      description = {
        "What opens the API: a key, or a token of an OpenID Connect issuer, whose subject is the",
        "caller in usage and budgets. Default: api-key."
      })
  private @Nullable String auth;

  @Option(
      names = "--jwt-issuer",
      paramLabel = "URL",
      description = {
        "With --auth jwt: the issuer, to the letter of the tokens' iss; https, or http on",
        "127.0.0.1."
      })
  private @Nullable String issuer;

  @Option(
      names = "--jwt-audience",
      paramLabel = "NAME",
      description = "With --auth jwt: what the tokens' aud has to name.")
  private @Nullable String audience;

  @Option(
      names = "--jwt-keys",
      paramLabel = "URL",
      description = {
        "With --auth jwt: where the issuer's keys are. Default: its discovery document says it."
      })
  private @Nullable String keys;

  /**
   * The tokens that open, or empty where keys do.
   *
   * @throws IllegalArgumentException where the options make no sense together
   */
  Optional<Admission> tokens() {
    String word = auth == null ? "api-key" : auth;
    return switch (word) {
      case "api-key" -> {
        if (issuer != null || audience != null || keys != null) {
          throw new IllegalArgumentException(
              "--jwt-issuer, --jwt-audience and --jwt-keys need --auth jwt");
        }
        yield Optional.empty();
      }
      case "jwt" -> Optional.of(new Admission.Tokens(settings()));
      default -> throw new IllegalArgumentException("--auth is '" + word + "', not api-key or jwt");
    };
  }

  private TokenSettings settings() {
    if (issuer == null || audience == null) {
      throw new IllegalArgumentException("--auth jwt needs --jwt-issuer and --jwt-audience");
    }
    return new TokenSettings(
        secure("--jwt-issuer", issuer),
        Set.of(audience),
        Optional.ofNullable(keys).map(address -> secure("--jwt-keys", address)));
  }

  private static URI secure(String option, String address) {
    try {
      return TokenSettings.secure(option, URI.create(address));
    } catch (IllegalArgumentException odd) {
      throw new IllegalArgumentException(
          "%s wants https://HOST/..., or http on 127.0.0.1, not '%s'".formatted(option, address),
          odd);
    }
  }
}
