package io.github.slmsagemaker.ledger.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Budget;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Hands;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.LedgerContract;
import io.github.slmsagemaker.ledger.Measure;
import io.github.slmsagemaker.ledger.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileLedgerTest implements LedgerContract {
  private static final String WINDOW = "{\"open\":{},\"windows\":{\"";
  private static final String HELD = "{\"used\":1,\"reserved\":0,\"over\":0}}}";

  @TempDir private Path folder;

  @Override
  public Ledger open(Budgets budgets, Hands clock) {
    return new FileLedger(file(), budgets, clock);
  }

  @Override
  public List<Balance> balances() {
    return assertDoesNotThrow(() -> FileLedger.balances(file()));
  }

  @Override
  public int steps() {
    return 400;
  }

  @Test
  void half_of_a_next_content_left_by_a_crash_is_ignored() throws IOException {
    Ledger before = open(LedgerContract.perDay(100), new Hands(NOON));
    LedgerContract.reserved(before, "alice", 60);
    Files.writeString(folder.resolve("state/ledger.json.next"), "{\"windows\":{\"2026-");

    Ledger after = open(LedgerContract.perDay(100), new Hands(NOON));

    LedgerContract.refused(after, "alice", 41);
    LedgerContract.reserved(after, "alice", 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"windows\":{}}",
        "{\"open\":{}}",
        "{\"windows\":{\"x\":{}},\"open\":{}}",
        "{\"windows\":{\"x\":{\"used\":-1,\"reserved\":0,\"over\":0}},\"open\":{}}",
        "{\"windows\":{\"x\":{\"used\":1.5,\"reserved\":0,\"over\":0}},\"open\":{}}",
        "{\"windows\":{\"x\":{\"used\":1,\"reserved\":0,\"over\":0}},\"open\":{\"y\":\"z\"}}"
      })
  void a_damaged_file_refuses_and_is_left_as_it_is(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);
    Ledger ledger = open(LedgerContract.perDay(100), new Hands(NOON));

    assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
        .isInstanceOf(Failure.LedgerUnavailable.class);
    assertThatThrownBy(() -> ledger.usage("alice")).isInstanceOf(Failure.LedgerUnavailable.class);
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @Test
  void a_file_of_an_earlier_version_says_no_limit_and_is_used_on() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        """
        {"windows":{"2026-11-30#key#alice#tokens":{"used":60,"reserved":0,"over":1796083200}},
         "open":{}}
        """);

    assertThat(FileLedger.balances(file()))
        .containsExactly(
            new Balance(
                new Budget.Owner.Key("alice"),
                Measure.TOKENS,
                Period.DAY,
                LocalDate.of(2026, 11, 30),
                60,
                0,
                OptionalLong.empty()));
    LedgerContract.refused(open(LedgerContract.perDay(100), new Hands(NOON)), "alice", 41);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", WINDOW + "x\":" + HELD, WINDOW + "2026-13#key#a#tokens\":" + HELD})
  void a_file_that_is_no_ledger_is_named_with_what_to_do(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);

    assertThatThrownBy(() -> FileLedger.balances(file()))
        .hasMessageContainingAll(
            file() + " is no ledger: it has ", "restore the file, or delete it");
  }

  @Test
  void what_the_client_is_told_of_a_damaged_file_does_not_say_where_it_is() throws IOException {
    Files.createDirectories(file().getParent());
    Files.write(file(), "not JSON".getBytes(UTF_8));
    Ledger ledger = open(LedgerContract.perDay(100), new Hands(NOON));

    assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void a_folder_that_cannot_be_written_refuses() throws IOException {
    Path blocked = Files.writeString(folder.resolve("state"), "a file where a folder should be");
    Ledger ledger = open(LedgerContract.perDay(100), new Hands(NOON));

    assertThat(blocked).isRegularFile();
    assertThatThrownBy(() -> ledger.reserve("alice", Amounts.tokens(1)))
        .isInstanceOf(Failure.LedgerUnavailable.class);
  }

  @Test
  void windows_that_are_long_over_leave_the_file() throws IOException {
    Hands clock = new Hands("2026-01-01T00:00:00Z");
    Ledger ledger = open(LedgerContract.perDay(100), clock);
    LedgerContract.reserved(ledger, "alice", 1);
    clock.set("2026-02-05T00:00:00Z");
    LedgerContract.reserved(ledger, "alice", 1);
    assertThat(Files.readString(file())).contains("2026-01-01", "2026-02-05");

    clock.set("2026-02-06T00:00:01Z");
    LedgerContract.reserved(ledger, "alice", 1);

    assertThat(Files.readString(file())).doesNotContain("2026-01-01").contains("2026-02-05");
  }

  private Path file() {
    return folder.resolve("state/ledger.json");
  }
}
