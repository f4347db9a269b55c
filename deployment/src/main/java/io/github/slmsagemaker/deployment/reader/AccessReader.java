package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Limits;
import java.util.List;
import java.util.Optional;

/** The keys about who may call, and how often; what is wrong leaves what is usual. */
final class AccessReader {
  private final Values values;

  AccessReader(Values values) {
    this.values = values;
  }

  Access callers() {
    Auth auth = values.word(Key.AUTH, List.of(Auth.values()), Auth::word).orElse(Auth.API_KEY);
    refuseOthers(auth);
    return switch (auth) {
      case API_KEY -> apiKeys();
      case IAM -> new Access.Iam();
      case COGNITO -> cognito();
      case JWT -> jwt();
    };
  }

  Access.Throttle throttle() {
    var rate = values.decimal(Key.RATE_LIMIT, Limits::rate);
    var burst = values.integer(Key.BURST_LIMIT, Limits.BURST);
    Access.Throttle usual = Access.Throttle.USUAL;
    return new Access.Throttle(rate.orElse(usual.rate()), burst.orElse(usual.burst()));
  }

  private void refuseOthers(Auth auth) {
    for (Auth other : Auth.values()) {
      if (other != auth) {
        other.keys().stream()
            .filter(values::has)
            .forEach(key -> values.problem(withoutEffect(key, auth, other)));
      }
    }
  }

  private String withoutEffect(Key key, Auth auth, Auth other) {
    if (key == Key.QUOTA_LIMIT || key == Key.QUOTA_PERIOD) {
      return ("%s cannot be kept with auth=%s: a quota belongs to a usage plan, which knows API keys"
              + " only; leave it out (rateLimit and burstLimit still hold), or take auth=api-key")
          .formatted(values.name(key), auth.word());
    }
    return "%s has no effect with auth=%s; leave it out, or take auth=%s"
        .formatted(values.name(key), auth.word(), other.word());
  }

  private Access cognito() {
    Optional<String> pool =
        values
            .text(Key.USER_POOL)
            .filter(arn -> fine(Access.Cognito.problem(values.name(Key.USER_POOL), arn)));
    List<String> scopes =
        values
            .list(Key.SCOPES)
            .filter(all -> fine(Access.Cognito.scopesProblem(values.name(Key.SCOPES), all)))
            .orElse(List.of());
    if (values.has(Key.SCOPES) && !values.has(Key.USER_POOL)) {
      values.problem(
          "%s is set without %s: the pool that the stack makes has one scope, which is asked for"
                  .formatted(values.name(Key.SCOPES), values.name(Key.USER_POOL))
              + " anyway; leave it out");
    }
    return new Access.Cognito(pool, scopes);
  }

  private Access jwt() {
    Optional<String> issuer = address(Key.JWT_ISSUER);
    Optional<String> keys = address(Key.JWT_KEYS);
    Optional<List<String>> audiences =
        values
            .list(Key.JWT_AUDIENCE)
            .filter(all -> fine(Access.Jwt.audienceProblem(values.name(Key.JWT_AUDIENCE), all)));
    for (Key key : List.of(Key.JWT_ISSUER, Key.JWT_AUDIENCE)) {
      if (!values.has(key)) {
        values.problem(
            ("%s is missing: auth=jwt takes tokens that one issuer has signed for this API alone;"
                    + " set jwtIssuer and jwtAudience")
                .formatted(values.name(key)));
      }
    }
    return issuer.isPresent() && audiences.isPresent()
        ? new Access.Jwt(issuer.get(), audiences.get(), keys)
        : Access.ApiKeys.USUAL;
  }

  private Optional<String> address(Key key) {
    return values.text(key).filter(text -> fine(Access.Jwt.problem(values.name(key), text)));
  }

  private boolean fine(Optional<String> problem) {
    values.problem(problem);
    return problem.isEmpty();
  }

  private Access apiKeys() {
    Access.ApiKeys usual = Access.ApiKeys.USUAL;
    List<String> names = values.list(Key.KEYS).map(AccessReader::names).orElse(usual.names());
    Optional<String> problem = Access.ApiKeys.problem(names);
    values.problem(problem);
    Access.Quota quota = quota(usual.quota().orElseThrow());
    return new Access.ApiKeys(problem.isEmpty() ? names : usual.names(), Optional.of(quota));
  }

  /** Behind a colon stands what a key may use, which is another reader's. */
  private static List<String> names(List<String> keys) {
    return keys.stream().map(key -> key.split(":", 2)[0]).toList();
  }

  private Access.Quota quota(Access.Quota usual) {
    var limit = values.integer(Key.QUOTA_LIMIT, Limits.QUOTA);
    Optional<Access.Period> period =
        values.word(Key.QUOTA_PERIOD, List.of(Access.Period.values()), Access.Period::name);
    if (values.has(Key.QUOTA_PERIOD) && !values.has(Key.QUOTA_LIMIT)) {
      values.problem("quotaPeriod is set without quotaLimit; set both");
    }
    return new Access.Quota(limit.orElse(usual.requests()), period.orElse(usual.period()));
  }
}
