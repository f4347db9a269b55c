package io.github.slmsagemaker.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How long a window is; days and months are UTC's, wherever the machine is. */
public enum Period {
  DAY("day"),
  MONTH("month");

  private final String word;

  Period(String word) {
    this.word = word;
  }

  /** As it is written in settings and in replies. */
  public String word() {
    return word;
  }

  /** First day of the one that holds an instant. */
  public LocalDate first(Instant instant) {
    LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** When the one that begins with a day is over. */
  public Instant end(LocalDate first) {
    LocalDate next =
        switch (this) {
          case DAY -> first.plusDays(1);
          case MONTH -> first.plusMonths(1);
        };
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Names the one that begins with a day: {@code 2026-11-29}, {@code 2026-11}. */
  public String label(LocalDate first) {
    String date = first.toString();
    return switch (this) {
      case DAY -> date;
      case MONTH -> date.substring(0, date.lastIndexOf('-'));
    };
  }
}
