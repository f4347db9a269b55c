package io.github.slmsagemaker.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Hands;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.LedgerContract;
import io.github.slmsagemaker.ledger.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file ledger among real processes, some of which are killed. */
final class FileLedgerProcessesTest {
  @TempDir private Path folder;

  @Test
  void a_process_killed_anywhere_leaves_all_that_it_said_and_no_lock() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long lost = 0;
    long settled = 0;
    for (int round = 0; round < 4; round++) {
      int lines = random.nextInt(60);
      long settledBefore = settled;
      long open = 0;
      try (Spender spender = Spender.spending(file(), Spender.LIMIT)) {
        for (int line = 0; line < lines; line++) {
          boolean reserving = line % 2 == 0;
          assertThat(spender.next())
              .as("seed %d", seed)
              .isEqualTo(reserving ? "reserved" : "settled");
          settled += reserving ? 0 : 1;
          open = reserving ? 1 : 0;
        }
      }
      Usage usage = usage();
      // Between its last word and its end it may have got on by any number of steps.
      long reallySettled = usage.used() / Spender.USED;
      long reallyOpen = usage.reserved() / Spender.BOUND - lost;
      assertThat(usage.used() % Spender.USED).as("seed %d", seed).isZero();
      assertThat(usage.reserved() % Spender.BOUND).as("seed %d", seed).isZero();
      assertThat(reallySettled).as("seed %d", seed).isGreaterThanOrEqualTo(settled);
      assertThat(reallyOpen).as("seed %d", seed).isBetween(0L, 1L);
      assertThat(2 * reallySettled + reallyOpen)
          .as("seed %d: steps done, of those said", seed)
          .isGreaterThanOrEqualTo(2 * settled + open);
      assertThat(reallySettled).isGreaterThanOrEqualTo(settledBefore);
      settled = reallySettled;
      lost += reallyOpen;
    }
    LedgerContract.reserved(
        ledger(), "alice", Spender.LIMIT - settled * Spender.USED - lost * Spender.BOUND);
    LedgerContract.refused(ledger(), "alice", 1);
  }

  @Test
  void two_processes_at_once_spend_exactly_what_there_is() throws IOException {
    long limit = 200;
    try (Spender one = Spender.spending(file(), limit);
        Spender other = Spender.spending(file(), limit)) {
      while (!one.next().equals("refused")) {}
      while (!other.next().equals("refused")) {}
    }

    Ledger ledger =
        new FileLedger(file(), LedgerContract.perDay(limit), new Hands(LedgerContract.NOON));
    Usage usage = LedgerContract.only(ledger.usage("alice"));
    assertThat(usage.reserved()).isZero();
    // 63 of 3 are 189, and 11 more may be reserved; of 10 and 10 at once one is refused early.
    assertThat(usage.used()).isBetween(183L, 192L);
  }

  @Test
  void a_lock_that_another_process_never_gives_back_refuses_in_the_end() throws IOException {
    Ledger ledger =
        new FileLedger(
            file(),
            LedgerContract.perDay(100),
            new Hands(LedgerContract.NOON),
            Duration.ofMillis(50));
    LedgerContract.reserved(ledger, "alice", 1);
    try (Spender holder = Spender.holding(folder.resolve("state/ledger.json.lock"))) {
      assertThat(holder.next()).isEqualTo("held");
      assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
          .isInstanceOf(Failure.LedgerUnavailable.class);
    }

    LedgerContract.reserved(ledger, "alice", 99);
  }

  private Usage usage() {
    return LedgerContract.only(ledger().usage("alice"));
  }

  private Ledger ledger() {
    return new FileLedger(
        file(), LedgerContract.perDay(Spender.LIMIT), new Hands(LedgerContract.NOON));
  }

  private Path file() {
    return folder.resolve("state/ledger.json");
  }
}
