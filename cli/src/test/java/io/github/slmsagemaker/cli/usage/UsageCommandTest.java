package io.github.slmsagemaker.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.cloud.CloudFixture;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Decision.Reserved;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.file.FileLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

final class UsageCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir private Path folder;

  private final CloudFixture aws = new CloudFixture();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void every_key_is_shown_by_name_with_its_day_and_its_month_and_the_money_of_all() {
    budgeted();

    assertThat(run()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            key       window            used    reserved       limit
            alice     2026-11-29        1312         500       20000   10 %
            alice     2026-11          41312         500      300000   14 %
            bob       2026-11-29           0           0        5000    0 %
            bob       2026-11           1700           0           -
            carol     2026-11              0           0           -
            (no key)  2026-11-29           7           0       20000    1 %
            (no key)  2026-11              7           0           -
            oldkeyid  2026-11            900           0        1000   90 %
            all keys  2026-11          $1.24       $0.12      $20.00    7 %
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void on_a_terminal_each_limit_has_a_bar_of_what_is_used_and_what_is_reserved() {
    budgeted();

    assertThat(run(true, "--key", "alice")).isZero();

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "alice     2026-11-29        1312         500       20000   10 %" + "  █▒░░░░░░░░░░░░░",
            "alice     2026-11          41312         500      300000   14 %"
                + "  ███░░░░░░░░░░░░");
  }

  @Test
  void a_bar_is_no_longer_than_its_limit_where_that_was_lowered_below_what_was_used() {
    deployed();
    item("2026-11-29", "key#id1#tokens", 300, 100, 100);

    assertThat(run(true)).isZero();

    assertThat(out.toString()).contains("300 %  " + "█".repeat(15) + "\n");
  }

  @Test
  void json_has_the_objects_of_the_usage_route_with_whose_they_are() {
    budgeted();

    assertThat(run("--json", "--key", "bob")).isZero();

    assertThat(JsonMapper.shared().readTree(out.toString()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"object":"list","data":[
                     {"object":"usage_window","scope":"key","key":"bob","key_id":"id2",
                      "unit":"tokens","period":"day","window":"2026-11-29","limit":5000,
                      "remaining":5000,"used":0,"reserved":0,"resets_at":1795996800},
                     {"object":"usage_window","scope":"key","key":"bob","key_id":"id2",
                      "unit":"tokens","period":"month","window":"2026-11","limit":null,
                      "remaining":null,"used":1700,"reserved":0,"resets_at":1796083200}]}
                    """));
  }

  @Test
  void the_money_of_all_keys_belongs_to_none_in_json() {
    budgeted();

    assertThat(run("--json")).isZero();

    assertThat(JsonMapper.shared().readTree(out.toString()).at("/data/8").toString())
        .isEqualTo(
            "{\"object\":\"usage_window\",\"scope\":\"deployment\",\"key\":null,\"key_id\":null,"
                + "\"unit\":\"microdollars\",\"period\":\"month\",\"window\":\"2026-11\","
                + "\"limit\":20000000,\"remaining\":18644322,\"used\":1235678,"
                + "\"reserved\":120000,\"resets_at\":1796083200}");
  }

  @Test
  void where_no_money_is_counted_it_says_what_counts_it() {
    deployed();

    assertThat(run()).isZero();

    assertThat(err.toString()).contains("no money was counted", "-c dollarsPerMonth=N");
  }

  @Test
  void a_key_that_is_not_there_is_refused_with_those_that_are() {
    deployed();

    assertThat(run("--key", "dave")).isEqualTo(1);

    assertThat(err.toString()).contains("there is no key 'dave'; there is: alice, bob, carol");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void without_a_stack_it_says_where_it_looked() {
    assertThat(failure()).contains("there is no stack SlmSagemaker in eu-west-1");
  }

  @Test
  void without_a_ledger_it_says_how_to_get_one_and_where_tokens_are_told_until_then() {
    aws.stacks().put("SlmSagemaker", CloudFixture.stack(Map.of("DashboardUrl", "https://d")));

    assertThat(failure())
        .contains("keeps no ledger", "-c tokensPerDay=N", "dashboard", "https://d");
  }

  @Test
  void the_laptops_is_read_from_its_file_while_a_server_keeps_it() {
    try (FileLedger server =
        new FileLedger(file(), Budgets.ofEveryKey(KeyBudget.perDay(20_000)), () -> NOON)) {
      Reserved reserved = (Reserved) server.reserve("alice", Amounts.tokens(900));
      server.settle(reserved.reservation(), Amounts.tokens(100));
      assertThat(server.reserve("bob", Amounts.tokens(50))).isInstanceOf(Reserved.class);

      assertThat(run("--local")).isZero();
    }

    assertThat(out.toString())
        .isEqualTo(
            """
            key       window            used    reserved       limit
            alice     2026-11-29         100           0       20000    1 %
            alice     2026-11            100           0           -
            bob       2026-11-29           0          50       20000    1 %
            bob       2026-11              0          50           -
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void of_the_laptops_file_last_months_days_are_left_out() throws IOException {
    Files.writeString(
        file(),
        """
        {"windows":{"2026-10-31#key#alice#tokens":{"used":60,"reserved":0,"over":1,"limit":99},
                    "2026-10#key#alice#tokens":{"used":60,"reserved":0,"over":1,"limit":99},
                    "2026-11-01#key#alice#tokens":{"used":5,"reserved":1,"over":1,"limit":99},
                    "2026-11-30#key#alice#tokens":{"used":7,"reserved":0,"over":1,"limit":99}},
         "open":{}}
        """);

    assertThat(run("--local")).isZero();

    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "alice     2026-11-29           0           0          99    0 %",
            "alice     2026-11              5           1           -");
  }

  @Test
  void a_machine_that_counted_nothing_says_what_counts() {
    assertThat(run("--local")).isEqualTo(1);

    assertThat(err.toString())
        .contains("there is no " + file(), "./slm local --tokens-per-day N counts");
  }

  @Test
  void a_damaged_file_is_named_with_what_to_do() throws IOException {
    Files.writeString(file(), "{");

    assertThat(run("--local")).isEqualTo(1);

    assertThat(err.toString())
        .contains("cannot read the ledger: " + file() + " is no ledger: it is not JSON; restore");
  }

  private void budgeted() {
    deployed();
    item("2026-11-29", "key#id1#tokens", 1812, 500, 20_000);
    item("2026-11", "key#id1#tokens", 41_812, 500, 300_000);
    item("2026-11-01", "key#id2#tokens", 700, 0, 4000);
    item("2026-11-28", "key#id2#tokens", 1000, 0, 5000);
    item("2026-11-30", "key#id2#tokens", 99, 0, 5000);
    item("2026-10-31", "key#id2#tokens", 99, 0, 5000);
    item("2026-11-29", "key#none#tokens", 7, 0, 20_000);
    item("2026-11", "key#oldkeyid#tokens", 900, 0, 1000);
    item("2026-11", "deployment#microdollars", 1_355_678, 120_000, 20_000_000);
  }

  private void deployed() {
    aws.stacks()
        .put(
            "SlmSagemaker",
            CloudFixture.stack(
                Map.of(
                    "LedgerTable", "ledger-table",
                    "ApiKeyIds", "alice=id1,bob=id2,carol=id3",
                    "DashboardUrl", "https://dashboard")));
  }

  /** As the invoker writes one. */
  private void item(String period, String subject, long charged, long reserved, long limit) {
    aws.items()
        .add(
            Map.of(
                "period",
                period,
                "subject",
                subject,
                "charged",
                Long.toString(charged),
                "reserved",
                Long.toString(reserved),
                "allowed",
                Long.toString(limit),
                "expires",
                "1799020800"));
  }

  private String failure() {
    Throwable[] thrown = new Throwable[1];
    CommandLine line = command(false);
    int code =
        line.setExecutionExceptionHandler(
                (failure, at, parsed) -> {
                  thrown[0] = failure;
                  return 1;
                })
            .execute();
    assertThat(code).isEqualTo(1);
    return ((AccountFailure) thrown[0]).explanation();
  }

  private int run(String... arguments) {
    return run(false, arguments);
  }

  private int run(boolean screen, String... arguments) {
    return command(screen).execute(arguments);
  }

  private CommandLine command(boolean screen) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            CommandStage.silent(),
            Map.of(),
            screen,
            false);
    return new CommandLine(new UsageCommand(terminal, () -> aws, file(), () -> NOON));
  }

  private Path file() {
    return folder.resolve("ledger.json");
  }
}
