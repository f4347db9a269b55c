package io.github.slmsagemaker.ledger.file;

import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Hands;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.LedgerContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that spends from a ledger, saying each thing that it has done. */
final class Spender implements AutoCloseable {
  static final long LIMIT = 1_000_000;
  static final long BOUND = 10;
  static final long USED = 3;

  private final Process process;
  private final BufferedReader said;

  private Spender(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts one that reserves and settles until it is ended or nothing is left. */
  static Spender spending(Path ledger, long limit) throws IOException {
    return started("spend", ledger, limit);
  }

  /** Starts one that holds a lock file until it is ended. */
  static Spender holding(Path lock) throws IOException {
    return started("hold", lock, 0);
  }

  String next() {
    try {
      String line = said.readLine();
      return line == null ? "ended" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, on systems that have it. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Spender started(String what, Path file, long limit) throws IOException {
    return new Spender(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Spender.class.getName(),
                what,
                file.toString(),
                Long.toString(limit))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("hold")) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        var _ = channel.lock();
        System.out.println("held");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
    spend(
        new FileLedger(
            file,
            LedgerContract.perDay(Long.parseLong(arguments[2])),
            new Hands(LedgerContract.NOON)));
  }

  private static void spend(Ledger ledger) {
    while (ledger.reserve("alice", Amounts.tokens(BOUND)) instanceof Decision.Reserved reserved) {
      System.out.println("reserved");
      ledger.settle(reserved.reservation(), Amounts.tokens(USED));
      System.out.println("settled");
    }
    System.out.println("refused");
  }
}
