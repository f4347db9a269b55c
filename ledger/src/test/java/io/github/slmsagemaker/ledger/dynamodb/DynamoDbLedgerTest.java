package io.github.slmsagemaker.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Hands;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.LedgerContract;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.dynamodb.MisbehavingTable.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Against moto's server, which evaluates conditions and transactions by itself. */
final class DynamoDbLedgerTest implements LedgerContract {
  private static MotoTable moto;
  private static MisbehavingTable isolating;

  private final List<Ledger> opened = new ArrayList<>();
  private String table;

  @BeforeAll
  static void start() throws IOException {
    moto = MotoTable.start();
    isolating = new MisbehavingTable(moto.address());
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      isolating.close();
      moto.close();
    }
  }

  @BeforeEach
  void create() {
    table = moto.create();
  }

  @AfterEach
  void close() {
    opened.forEach(Ledger::close);
  }

  @Override
  public Ledger open(Budgets budgets, Hands clock) {
    return open(isolating.address(), budgets, clock);
  }

  @Override
  public List<Balance> balances() {
    return moto.windows(table).stream().map(WindowItem::balance).toList();
  }

  @Override
  public int steps() {
    return 60;
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "SILENT"})
  void what_went_wrong_once_is_tried_again_and_charged_once(Fault fault) throws IOException {
    try (MisbehavingTable between = new MisbehavingTable(moto.address())) {
      Ledger ledger = open(between.address(), LedgerContract.perDay(100), new Hands(NOON));

      between.next(fault);
      Reservation reservation = LedgerContract.reserved(ledger, "alice", 60);
      assertThat(LedgerContract.only(ledger.usage("alice")).reserved()).isEqualTo(60);
      between.next(fault);
      ledger.settle(reservation, Amounts.tokens(10));

      assertThat(LedgerContract.only(ledger.usage("alice")).used()).isEqualTo(10);
      assertThat(LedgerContract.only(ledger.usage("alice")).reserved()).isZero();
    }
  }

  @Test
  void the_last_tokens_are_not_refused_where_the_answer_that_granted_them_was_lost()
      throws IOException {
    try (MisbehavingTable between = new MisbehavingTable(moto.address())) {
      Ledger ledger = open(between.address(), LedgerContract.perDay(100), new Hands(NOON));

      between.next(Fault.ANSWER_LOST, Fault.ANSWER_LOST);
      LedgerContract.reserved(ledger, "alice", 100);

      LedgerContract.refused(ledger, "alice", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void a_table_that_is_out_of_order_refuses_after_a_bounded_time(Fault fault) throws IOException {
    try (MisbehavingTable between = new MisbehavingTable(moto.address())) {
      Ledger ledger = hurried(between.address());
      between.always(fault);

      assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
          .isInstanceOf(Failure.LedgerUnavailable.class);
      assertThat(between.calls()).as("attempts").isGreaterThan(1);
    }
  }

  @Test
  void nothing_that_listens_refuses() throws IOException {
    URI nowhere;
    try (MisbehavingTable gone = new MisbehavingTable(moto.address())) {
      nowhere = gone.address();
    }
    Ledger ledger = hurried(nowhere);

    assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
        .isInstanceOf(Failure.LedgerUnavailable.class);
    assertThatThrownBy(() -> ledger.usage("alice")).isInstanceOf(Failure.LedgerUnavailable.class);
  }

  @Test
  void a_table_that_does_not_exist_refuses_without_its_name() {
    Ledger ledger =
        kept(
            new DynamoDbLedger(
                DynamoDbSettings.of("no-such-table").at(moto.address()),
                LedgerContract.perDay(100),
                new Hands(NOON)));

    assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
        .isInstanceOf(Failure.LedgerUnavailable.class)
        .hasMessageNotContaining("no-such-table");
  }

  @Test
  void a_settlement_that_is_lost_leaves_the_bound_charged() throws IOException {
    try (MisbehavingTable between = new MisbehavingTable(moto.address())) {
      Ledger ledger = hurried(between.address());
      Reservation reservation = LedgerContract.reserved(ledger, "alice", 60);

      between.always(Fault.BROKEN_BEFORE);
      assertThatThrownBy(() -> ledger.settle(reservation, Amounts.tokens(1)))
          .isInstanceOf(Failure.LedgerUnavailable.class);

      // Past the fault, which stays: an attempt that was given up may still be on its way.
      Ledger other = open(LedgerContract.perDay(100), new Hands(NOON));
      assertThat(LedgerContract.only(other.usage("alice")).reserved()).isEqualTo(60);
      LedgerContract.refused(other, "alice", 41);
    }
  }

  private Ledger hurried(URI address) {
    return kept(
        new DynamoDbLedger(
            DynamoDbSettings.of(table)
                .at(address)
                .within(Duration.ofMillis(300), Duration.ofMillis(1_500)),
            LedgerContract.perDay(100),
            new Hands(NOON)));
  }

  /** As patient as an emulator on a busy machine needs. */
  private Ledger open(URI address, Budgets budgets, Hands clock) {
    return kept(
        new DynamoDbLedger(
            DynamoDbSettings.of(table)
                .at(address)
                .within(Duration.ofSeconds(30), Duration.ofMinutes(2)),
            budgets,
            clock));
  }

  private Ledger kept(Ledger ledger) {
    opened.add(ledger);
    return ledger;
  }
}
