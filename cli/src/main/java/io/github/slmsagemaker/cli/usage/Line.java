package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.ledger.Budget;
import io.github.slmsagemaker.ledger.Measure;
import io.github.slmsagemaker.ledger.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * What one of those who pay has spent in one period.
 *
 * @param owner who pays
 * @param name what a person calls that
 * @param measure what is counted
 * @param period a day or a month
 * @param first its first day
 * @param used settled
 * @param reserved not settled
 * @param limit empty where there is none, or nobody knows it
 */
record Line(
    Budget.Owner owner,
    String name,
    Measure measure,
    Period period,
    LocalDate first,
    long used,
    long reserved,
    OptionalLong limit) {

  String window() {
    return period.label(first);
  }

  Instant resets() {
    return period.end(first);
  }
}
