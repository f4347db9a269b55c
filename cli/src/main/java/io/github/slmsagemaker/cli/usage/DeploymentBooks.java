package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.core.deployment.LedgerTable;
import io.github.slmsagemaker.core.deployment.StackNames;
import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Period;
import io.github.slmsagemaker.ledger.dynamodb.WindowItem;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The books of what is deployed: in the table that the stack names. */
final class DeploymentBooks {
  private DeploymentBooks() {}

  /**
   * Until a day.
   *
   * @throws AccountFailure where there is no stack, or it keeps no ledger
   */
  static Books read(Account account, LocalDate today) {
    Account.Stack stack = account.deployed();
    String table = stack.outputs().getOrDefault(StackNames.LEDGER_TABLE, "");
    if (table.isEmpty()) {
      throw new AccountFailure(
          "the stack %s keeps no ledger, since it was deployed without a budget: deploy again with"
                  .formatted(StackNames.STACK)
              + " -c tokensPerDay=N, -c tokensPerMonth=N or -c dollarsPerMonth=N; until then the"
              + " dashboard tells the tokens of all keys: "
              + stack.outputs().getOrDefault(StackNames.DASHBOARD_URL, ""));
    }
    List<Balance> balances =
        partitions(today)
            .flatMap(period -> account.items(table, LedgerTable.PARTITION, period).stream())
            .map(WindowItem::balance)
            .toList();
    return new Books(names(stack), balances);
  }

  /** A period is a partition: one question for each tells of everybody. */
  private static Stream<String> partitions(LocalDate today) {
    LocalDate first = today.withDayOfMonth(1);
    return Stream.concat(
        Stream.of(Period.MONTH.label(first)),
        first.datesUntil(today.plusDays(1)).map(Period.DAY::label));
  }

  private static Map<String, String> names(Account.Stack stack) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pair : stack.outputs().getOrDefault(StackNames.API_KEY_IDS, "").split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        names.put(pair.substring(equals + 1), pair.substring(0, equals));
      }
    }
    return names;
  }
}
