package io.github.slmsagemaker.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a store says of one window, whatever the budgets are now: for who looks after them all.
 *
 * @param owner who is held to it
 * @param measure what is counted
 * @param period how long it is
 * @param first its first day
 * @param used settled
 * @param reserved not settled
 * @param limit that it was last charged against, empty where the store does not say
 */
public record Balance(
    Budget.Owner owner,
    Measure measure,
    Period period,
    LocalDate first,
    long used,
    long reserved,
    OptionalLong limit) {

  public Balance {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(limit, "limit");
  }

  /**
   * Of a window as stores name it.
   *
   * @param label as {@link Window#period} writes it
   * @param subject as {@link Window#subject} writes it
   * @throws IllegalArgumentException where they are no window's
   */
  public static Balance of(
      String label, String subject, long used, long reserved, OptionalLong limit) {
    int end = subject.lastIndexOf('#');
    if (end < 0) {
      throw new IllegalArgumentException("'" + subject + "' is no window's subject");
    }
    boolean month = label.length() == "2026-11".length();
    return new Balance(
        Budget.Owner.of(subject.substring(0, end)),
        Measure.of(subject.substring(end + 1)),
        month ? Period.MONTH : Period.DAY,
        first(label, month),
        used,
        reserved,
        limit);
  }

  /** Names the period: {@code 2026-11-29}, {@code 2026-11}. */
  public String label() {
    return period.label(first);
  }

  /** When the next one begins. */
  public Instant resets() {
    return period.end(first);
  }

  private static LocalDate first(String label, boolean month) {
    try {
      return month ? YearMonth.parse(label).atDay(1) : LocalDate.parse(label);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("'" + label + "' is no day and no month", wrong);
    }
  }
}
