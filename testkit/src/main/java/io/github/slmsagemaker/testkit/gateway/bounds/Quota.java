package io.github.slmsagemaker.testkit.gateway.bounds;

import io.github.slmsagemaker.testkit.template.Fields;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/**
 * Requests in a day, week or month of UTC.
 *
 * <p>Source: {@code QuotaSettings} of {@code AWS::ApiGateway::UsagePlan}.
 */
public final class Quota {
  private final long limit;
  private final String period;
  private final InstantSource clock;
  private String counted = "";
  private long requests;

  private Quota(long limit, String period, InstantSource clock) {
    this.limit = limit;
    this.period = period;
    this.clock = clock;
  }

  /** A bound of a plan. */
  public static Quota read(Fields fields, InstantSource clock) {
    return new Quota(
        Long.parseLong(fields.text("Limit")),
        fields.oneOf("Period", "DAY", "WEEK", "MONTH"),
        clock);
  }

  /** The same bound for another key. */
  public Quota another() {
    return new Quota(limit, period, clock);
  }

  /** Whether one more request may pass in this period, which then has. */
  public synchronized boolean take() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    String now =
        switch (period) {
          case "WEEK" -> "week " + today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
          case "MONTH" -> "month " + today.get(ChronoField.PROLEPTIC_MONTH);
          default -> today.toString();
        };
    if (!now.equals(counted)) {
      counted = now;
      requests = 0;
    }
    return requests++ < limit;
  }
}
