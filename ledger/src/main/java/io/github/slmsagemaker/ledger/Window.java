package io.github.slmsagemaker.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A budget in one of its periods. The period is part of its name, so nothing has to be reset when
 * the next one begins: that is another window, and empty.
 *
 * @param budget what it is held to
 * @param first its first day
 */
public record Window(Budget budget, LocalDate first) {
  public Window {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(first, "first");
  }

  /** Names the period: {@code 2026-11-29}, {@code 2026-11}. */
  public String period() {
    return budget.period().label(first);
  }

  /** Names what is counted in the period, such as {@code key#alice#tokens}; never its limit. */
  public String subject() {
    return budget.owner().word() + '#' + budget.measure().word();
  }

  public long limit() {
    return budget.limit();
  }

  /** When the next one begins. */
  public Instant resets() {
    return budget.period().end(first);
  }
}
