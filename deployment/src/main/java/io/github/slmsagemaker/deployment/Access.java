package io.github.slmsagemaker.deployment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may call the API. */
public sealed interface Access {
  /**
   * Whoever has one of these keys.
   *
   * <p>A key's value is made in Secrets Manager and can never change; a key is rotated by a second
   * name: add it, deploy, hand it out, remove the first, deploy.
   *
   * @param names a name for each key, at least one, none twice
   * @param quota requests that each key has in a period; API Gateway counts with best effort
   */
  record ApiKeys(List<String> names, Optional<Quota> quota) implements Access {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,31}");

    /** One key, with more requests a day than a single serverless instance can answer. */
    public static final ApiKeys USUAL =
        new ApiKeys(List.of("default"), Optional.of(new Quota(5_000, Period.DAY)));

    public ApiKeys {
      names = List.copyOf(names);
      Objects.requireNonNull(quota, "quota");
      Bounds.require(List.of(problem(names)));
    }

    /** Keys without a quota. */
    public static ApiKeys named(String... names) {
      return new ApiKeys(List.of(names), Optional.empty());
    }

    /** What is wrong with names of keys. */
    public static Optional<String> problem(List<String> names) {
      List<String> odd = names.stream().filter(name -> !NAME.matcher(name).matches()).toList();
      if (names.isEmpty() || !odd.isEmpty()) {
        return Optional.of(
            ("keys has %s, expected names of a letter and up to 31 letters or digits, at least one,"
                    + " such as keys=alice,bob")
                .formatted(names.isEmpty() ? "no name" : "'" + String.join("', '", odd) + "'"));
      }
      return names.stream().distinct().count() == names.size()
          ? Optional.empty()
          : Optional.of("keys has a name twice: " + String.join(",", names));
    }
  }

  /**
   * Whoever AWS IAM lets call {@code execute-api:Invoke}, by requests signed with Signature Version
   * 4.
   *
   * <p>A signature occupies the {@code Authorization} header and a usage plan knows keys only, so
   * there is no quota here, only the stage's throttle.
   */
  record Iam() implements Access {}

  /**
   * Whoever has a token of a Cognito user pool, which API Gateway checks itself.
   *
   * @param pool ARN of the pool, in any account and region; empty for one that the stack makes
   * @param scopes one of which an access token has to have; without any, identity tokens are taken
   *     instead
   */
  record Cognito(Optional<String> pool, List<String> scopes) implements Access {
    /** The stack's own pool, whose app client asks for the one scope that there is. */
    public static final Cognito OWN = new Cognito(Optional.empty(), List.of());

    private static final Pattern ARN =
        Pattern.compile(
            "arn:aws[a-z-]*:cognito-idp:(?<region>[a-z0-9-]+):\\d{12}"
                + ":userpool/\\k<region>_[A-Za-z0-9]{1,55}");

    /** RFC 6749, appendix A.4. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,256}");

    public Cognito {
      scopes = List.copyOf(scopes);
      Bounds.require(
          List.of(pool.flatMap(arn -> problem("userPool", arn)), scopesProblem("scopes", scopes)));
    }

    /** What is wrong with a pool's ARN. */
    public static Optional<String> problem(String name, String arn) {
      return ARN.matcher(arn).matches()
          ? Optional.empty()
          : Optional.of(
              ("%s is '%s', expected arn:aws:cognito-idp:REGION:ACCOUNT:userpool/REGION_ID, as"
                      + " Cognito's console shows it")
                  .formatted(name, arn));
    }

    /** What is wrong with scopes. */
    public static Optional<String> scopesProblem(String name, List<String> scopes) {
      return scopes.stream()
          .filter(scope -> !SCOPE.matcher(scope).matches())
          .findFirst()
          .map(
              odd ->
                  "%s has '%s', expected scopes between commas, such as slm/invoke"
                      .formatted(name, odd));
    }
  }

  /**
   * Whoever has a token that an OpenID Connect issuer has signed for this API.
   *
   * @param issuer to the letter what its tokens have as {@code iss}
   * @param audiences of which a token's {@code aud} has to name one
   * @param keys where the issuer's keys are; empty for where its discovery document says
   */
  record Jwt(String issuer, List<String> audiences, Optional<String> keys) implements Access {
    private static final Pattern HTTPS =
        Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?(/[!-~&&[^?#\"\\\\]]*)?");

    private static final Pattern AUDIENCE = Pattern.compile("[!-~]{1,256}");

    public Jwt {
      audiences = List.copyOf(audiences);
      Bounds.require(
          List.of(
              problem("jwtIssuer", issuer),
              keys.flatMap(address -> problem("jwtKeys", address)),
              audienceProblem("jwtAudience", audiences)));
    }

    /** What is wrong with an address. */
    public static Optional<String> problem(String name, String address) {
      return HTTPS.matcher(address).matches()
          ? Optional.empty()
          : Optional.of(
              ("%s is '%s', expected https://HOST and perhaps a path: whoever could speak for it"
                      + " could let anybody in")
                  .formatted(name, address));
    }

    /** What is wrong with audiences. */
    public static Optional<String> audienceProblem(String name, List<String> audiences) {
      return audiences.stream()
          .filter(audience -> !AUDIENCE.matcher(audience).matches())
          .findFirst()
          .or(() -> audiences.isEmpty() ? Optional.of("") : Optional.empty())
          .map(
              odd ->
                  ("%s has '%s', expected what the issuer writes into aud for this API; without it"
                          + " tokens for every other service of the issuer would do")
                      .formatted(name, odd));
    }
  }

  /** Whether the API learns who of those that may call does, so that each can have a budget. */
  default boolean tellsCallersApart() {
    return switch (this) {
      case ApiKeys _, Cognito _, Jwt _ -> true;
      case Iam _ -> false;
    };
  }

  /**
   * A bound on requests.
   *
   * @param requests at least 1
   * @param period what they are counted over, on API Gateway's calendar in UTC
   */
  record Quota(int requests, Period period) {
    public Quota {
      Objects.requireNonNull(period, "period");
      Bounds.require(List.of(Limits.QUOTA.problem("quotaLimit", requests)));
    }
  }

  /** What a quota is counted over. */
  enum Period {
    DAY,
    WEEK,
    MONTH
  }

  /**
   * Requests a second.
   *
   * @param rate steady requests a second, of each key or, without keys, of all
   * @param burst requests at once before that
   */
  record Throttle(double rate, int burst) {
    /** Far above what one model answers, far below what would hurt. */
    public static final Throttle USUAL = new Throttle(5, 10);

    public Throttle {
      Bounds.require(
          List.of(Limits.rate("rateLimit", rate), Limits.BURST.problem("burstLimit", burst)));
    }
  }
}
