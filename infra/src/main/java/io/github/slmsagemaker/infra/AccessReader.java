package io.github.slmsagemaker.infra;

import static io.github.slmsagemaker.infra.ContextKeys.AUTH;
import static io.github.slmsagemaker.infra.ContextKeys.BURST_LIMIT;
import static io.github.slmsagemaker.infra.ContextKeys.KEYS;
import static io.github.slmsagemaker.infra.ContextKeys.QUOTA_LIMIT;
import static io.github.slmsagemaker.infra.ContextKeys.QUOTA_PERIOD;
import static io.github.slmsagemaker.infra.ContextKeys.RATE_LIMIT;

import io.github.slmsagemaker.infra.constructs.api.Access;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys about who may call, and how often. */
final class AccessReader {
  private static final String IAM = "iam";
  private static final String API_KEY = "api-key";

  private final Context context;

  AccessReader(Context context) {
    this.context = context;
  }

  /** Defaults stand in for what is wrong; the context knows that it is. */
  Result read() {
    Optional<String> auth = context.word(AUTH, Map.of(API_KEY, API_KEY, IAM, IAM));
    Access access = auth.filter(IAM::equals).isPresent() ? iam() : apiKeys();
    var rate = context.decimal(RATE_LIMIT, Limits::rateLimit);
    var burst = context.integer(BURST_LIMIT, Limits::burstLimit);
    Access.Throttle usual = ApiConstruct.Props.DEFAULT_THROTTLE;
    return new Result(
        access, new Access.Throttle(rate.orElse(usual.rate()), burst.orElse(usual.burst())));
  }

  private Access iam() {
    for (String key : List.of(QUOTA_LIMIT, QUOTA_PERIOD)) {
      if (context.text(key).isPresent()) {
        context.problem(
            ("%s cannot be kept with auth=iam: a quota belongs to a usage plan, which knows API"
                    + " keys only; leave it out (rateLimit and burstLimit still hold), or take"
                    + " auth=api-key")
                .formatted(key));
      }
    }
    if (context.text(KEYS).isPresent()) {
      context.problem("keys has no effect with auth=iam; leave it out, or take auth=api-key");
    }
    return new Access.Iam();
  }

  private Access apiKeys() {
    Access.ApiKeys usual = ApiConstruct.Props.DEFAULT_ACCESS;
    List<String> names = context.list(KEYS).orElse(usual.names());
    Optional<String> problem = Access.ApiKeys.problem(names);
    context.problem(problem);
    Access.Quota quota = quota(usual.quota().orElseThrow());
    return new Access.ApiKeys(problem.isEmpty() ? names : usual.names(), Optional.of(quota));
  }

  private Access.Quota quota(Access.Quota usual) {
    Map<String, Access.Period> periods = new TreeMap<>();
    for (Access.Period period : Access.Period.values()) {
      periods.put(period.name(), period);
    }
    var limit = context.integer(QUOTA_LIMIT, Limits::quotaLimit);
    Optional<Access.Period> period = context.word(QUOTA_PERIOD, periods);
    if (context.text(QUOTA_PERIOD).isPresent() && context.text(QUOTA_LIMIT).isEmpty()) {
      context.problem("quotaPeriod is set without quotaLimit; set both");
    }
    return new Access.Quota(limit.orElse(usual.requests()), period.orElse(usual.period()));
  }

  /** Who may call, and how often. */
  record Result(Access access, Access.Throttle throttle) {}
}
