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
   * @param rate steady requests a second, of each key or, with IAM, of all
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
