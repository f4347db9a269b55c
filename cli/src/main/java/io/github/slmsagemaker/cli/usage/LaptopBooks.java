package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Period;
import io.github.slmsagemaker.ledger.file.FileLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The books of this machine: in the file that every {@code slm local} of its user shares. */
final class LaptopBooks {
  private LaptopBooks() {}

  /** Until a day. A server need not run, and is not disturbed where it does. */
  static Books read(Path file, LocalDate today) throws IOException {
    LocalDate month = today.withDayOfMonth(1);
    List<Balance> balances =
        FileLedger.balances(file).stream()
            .filter(
                balance ->
                    !balance.first().isBefore(month)
                        && !balance.first().isAfter(today)
                        // Of another month's days the first may be this month's, never the month.
                        && (balance.period() == Period.DAY || balance.first().equals(month)))
            .toList();
    return new Books(Map.of(), balances);
  }
}
