package io.github.slmsagemaker.ledger.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Hands;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.LedgerContract;
import io.github.slmsagemaker.testkit.aws.Ministack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same against ministack, whose DynamoDB is another's work than moto's. */
final class MinistackLedgerTest implements LedgerContract {
  @TempDir private static Path folder;

  private static Ministack ministack;

  private final List<Ledger> opened = new ArrayList<>();
  private String table;

  @BeforeAll
  static void start() throws InterruptedException {
    assumeTrue(Ministack.installed().isPresent(), Ministack.ABSENT);
    ministack = Ministack.start(folder.resolve("ministack.log"));
  }

  @AfterAll
  static void stop() {
    if (ministack != null) {
      ministack.close();
    }
  }

  @BeforeEach
  void create() {
    table = MotoTable.createAt(address());
  }

  @AfterEach
  void close() {
    opened.forEach(Ledger::close);
  }

  @Override
  public Ledger open(Budgets budgets, Hands clock) {
    Ledger ledger =
        new DynamoDbLedger(
            DynamoDbSettings.of(table)
                .at(address())
                .within(Duration.ofSeconds(30), Duration.ofMinutes(2)),
            budgets,
            clock);
    opened.add(ledger);
    return ledger;
  }

  @Override
  public List<Balance> balances() {
    return MotoTable.windowsAt(address(), table).stream().map(WindowItem::balance).toList();
  }

  @Override
  public int steps() {
    return 60;
  }

  private static URI address() {
    return ministack.address();
  }
}
