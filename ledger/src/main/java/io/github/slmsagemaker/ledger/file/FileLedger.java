package io.github.slmsagemaker.ledger.file;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * A ledger in one file. Every change is made under a lock that processes share, and is on the disk
 * before it is answered; a process that dies leaves the file as it was before or after, and no
 * lock.
 */
public final class FileLedger implements Ledger {
  /** Longer than any change takes on a working disk, however many are made at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(FileLedger.class.getName());

  private final Path path;
  private final SharedFile file;
  private final Budgets budgets;
  private final InstantSource clock;

  /**
   * Opens none yet: the file and its folders come with the first reservation.
   *
   * @param path where it is
   * @param budgets what is to be kept
   * @param clock says which windows are now
   */
  public FileLedger(Path path, Budgets budgets, InstantSource clock) {
    this(path, budgets, clock, PATIENCE);
  }

  FileLedger(Path path, Budgets budgets, InstantSource clock, Duration patience) {
    this.path = path;
    this.file = new SharedFile(path, patience);
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * What everybody's windows hold; nothing where there is no file. Nothing is changed, so a ledger
   * that others use can be read.
   *
   * @throws IOException where it cannot be read, or what is there is no ledger
   */
  public static List<Balance> balances(Path path) throws IOException {
    try {
      return Book.read(new SharedFile(path, PATIENCE).read()).balances();
    } catch (DamagedException damaged) {
      throw new IOException(path + " is no ledger: " + damaged.getMessage(), damaged);
    }
  }

  @Override
  public Decision reserve(String key, Amounts bound) {
    Instant now = clock.instant();
    List<Window> windows = budgets.windows(key, now);
    Reservation reservation = Reservation.fresh(windows, bound);
    if (windows.isEmpty()) {
      return new Decision.Reserved(reservation);
    }
    return change(book -> reserved(book, reservation, now));
  }

  @Override
  public Decision charge(String id, Instant at, Amounts amounts) {
    Reservation charge = new Reservation(id, budgets.shared(at), amounts);
    return charge.windows().isEmpty()
        ? new Decision.Reserved(charge)
        : change(book -> charged(book, charge, clock.instant()));
  }

  @Override
  public void settle(Reservation reservation, Amounts used) {
    if (reservation.windows().isEmpty()) {
      return;
    }
    var _ =
        change(
            book -> {
              book.settle(reservation, used);
              return book;
            });
  }

  @Override
  public List<Usage> usage(String key) {
    List<Window> windows = budgets.windows(key, clock.instant());
    if (windows.isEmpty()) {
      return List.of();
    }
    return tried(
        () -> {
          Book book = Book.read(file.read());
          return windows.stream().map(book::usage).toList();
        });
  }

  @Override
  public void close() {}

  private static Decision reserved(Book book, Reservation reservation, Instant now) {
    List<Usage> full = book.full(reservation);
    if (!full.isEmpty()) {
      return Decision.Refused.of(full);
    }
    book.forgetEndedBefore(now);
    book.charge(reservation);
    return new Decision.Reserved(reservation);
  }

  private static Decision charged(Book book, Reservation charge, Instant now) {
    if (!book.knows(charge)) {
      List<Usage> full = book.full(charge);
      if (!full.isEmpty()) {
        return Decision.Refused.of(full);
      }
      book.forgetEndedBefore(now);
      book.chargeUsed(charge);
    }
    return new Decision.Reserved(charge);
  }

  private <T> T change(Function<Book, T> work) {
    return tried(
        () ->
            file.update(
                old -> {
                  Book book = Book.read(old);
                  T result = work.apply(book);
                  return new SharedFile.Update<>(result, book.written());
                }));
  }

  private <T> T tried(SharedFile.Work<T> work) {
    try {
      return work.run();
    } catch (IOException | DamagedException broken) {
      LOG.log(Level.ERROR, "the ledger " + path + " cannot be used: " + broken);
      throw new Failure.LedgerUnavailable(
          "the ledger of budgets cannot be used, so nothing may be spent; the server's log says"
              + " what is wrong with its file");
    }
  }
}
