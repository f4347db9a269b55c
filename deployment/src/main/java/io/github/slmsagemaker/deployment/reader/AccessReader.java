package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Limits;
import java.util.List;
import java.util.Optional;

/** The keys about who may call, and how often; what is wrong leaves what is usual. */
final class AccessReader {
  private static final String IAM = "iam";
  private static final String API_KEY = "api-key";

  private final Values values;

  AccessReader(Values values) {
    this.values = values;
  }

  Access callers() {
    Optional<String> auth = values.word(Key.AUTH, List.of(API_KEY, IAM), word -> word);
    return auth.filter(IAM::equals).isPresent() ? iam() : apiKeys();
  }

  Access.Throttle throttle() {
    var rate = values.decimal(Key.RATE_LIMIT, Limits::rate);
    var burst = values.integer(Key.BURST_LIMIT, Limits.BURST);
    Access.Throttle usual = Access.Throttle.USUAL;
    return new Access.Throttle(rate.orElse(usual.rate()), burst.orElse(usual.burst()));
  }

  private Access iam() {
    for (Key key : List.of(Key.QUOTA_LIMIT, Key.QUOTA_PERIOD)) {
      if (values.has(key)) {
        values.problem(
            ("%s cannot be kept with auth=iam: a quota belongs to a usage plan, which knows API"
                    + " keys only; leave it out (rateLimit and burstLimit still hold), or take"
                    + " auth=api-key")
                .formatted(values.name(key)));
      }
    }
    if (values.has(Key.KEYS)) {
      values.problem("keys has no effect with auth=iam; leave it out, or take auth=api-key");
    }
    return new Access.Iam();
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
