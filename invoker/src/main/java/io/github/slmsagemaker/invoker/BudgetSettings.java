package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.BudgetNames;
import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.dynamodb.DynamoDbLedger;
import io.github.slmsagemaker.ledger.dynamodb.DynamoDbSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the invoker is told by its environment of what callers may spend.
 *
 * @param table of the ledger
 * @param everyKey what a key may spend that has no limits of its own
 * @param own limits of some keys, by id
 * @param whenDown what becomes of requests while the ledger does not answer
 */
record BudgetSettings(String table, KeyBudget everyKey, List<KeyGrant> own, WhenDown whenDown) {

  /**
   * Reads the variables that {@link BudgetNames} lists; empty where there is no ledger.
   *
   * @throws IllegalArgumentException listing every problem, one a line
   */
  static Optional<BudgetSettings> from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Optional<String> table = reader.optionalText(BudgetNames.LEDGER_TABLE);
    OptionalLong day = reader.count(BudgetNames.TOKENS_PER_DAY, KeyGrant.MOST_TOKENS);
    OptionalLong month = reader.count(BudgetNames.TOKENS_PER_MONTH, KeyGrant.MOST_TOKENS);
    List<KeyGrant> own = reader.parsed(BudgetNames.KEYS, KeyGrant::list).orElse(List.of());
    boolean open = reader.flag(BudgetNames.FAIL_OPEN);
    if (table.isEmpty() && (day.isPresent() || month.isPresent() || !own.isEmpty())) {
      reader.problem(
          BudgetNames.LEDGER_TABLE + " is not set, but there are budgets, which need a ledger");
    }
    reader.complain();
    return table.map(
        name ->
            new BudgetSettings(
                name,
                new KeyBudget(day, month),
                own,
                open ? WhenDown.SERVE_UNCOUNTED : WhenDown.REFUSE));
  }

  /** Budgets in the table, for a model of so many tokens. */
  Budgeting budgeting(int contextTokens) {
    InstantSource clock = InstantSource.system();
    Ledger ledger =
        new DynamoDbLedger(DynamoDbSettings.of(table), Budgets.of(everyKey, own), clock);
    return new LedgerBudgeting(ledger, new TokenBound(contextTokens), whenDown, clock);
  }
}
