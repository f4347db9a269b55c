package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.invoker.budget.InstanceHours;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.ArrayList;
import io.github.slmsagemaker.core.deployment.BudgetNames;
import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.budget.CallPrice;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
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
 * @param money what all keys together may spend, empty for no limit
 * @param whenDown what becomes of requests while the ledger does not answer
 */
record BudgetSettings(
    String table,
    KeyBudget everyKey,
    List<KeyGrant> own,
    Optional<Money> money,
    WhenDown whenDown) {

  /** A million dollars. */
  private static final long MOST_MICRODOLLARS = 1_000_000_000_000L;

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
    Optional<Money> money = money(reader);
    boolean open = reader.flag(BudgetNames.FAIL_OPEN);
    if (table.isEmpty()
        && (day.isPresent() || month.isPresent() || !own.isEmpty() || money.isPresent())) {
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
                money,
                open ? WhenDown.SERVE_UNCOUNTED : WhenDown.REFUSE));
  }

  /**
   * Money that a month's calls may cost.
   *
   * @param microdollarsPerMonth of all keys together
   * @param price what it pays
   */
  record Money(long microdollarsPerMonth, Price price) {}

  /** What costs money. */
  sealed interface Price {
    /** A second of the model at work. */
    record Second(long microdollars) implements Price {}

    /** An hour of all instances, which calls keep up or which are always up. */
    record InstanceHour(long microdollars, boolean always) implements Price {}
  }

  /** Budgets in the table, for a model that is called so. */
  Budgeting budgeting(Settings settings) {
    InstantSource clock = InstantSource.system();
    OptionalLong limit = money.stream().mapToLong(Money::microdollarsPerMonth).findFirst();
    Budgets budgets = Budgets.of(everyKey, own).withMicrodollarsPerMonth(limit);
    LedgerBudgeting budgeting =
        new LedgerBudgeting(
            new DynamoDbLedger(DynamoDbSettings.of(table), budgets, clock),
            new TokenBound(settings.served().contextTokens()),
            whenDown,
            clock);
    return money
        .map(Money::price)
        .map(price -> priced(budgeting, price, settings))
        .orElse(budgeting);
  }

  private static LedgerBudgeting priced(LedgerBudgeting budgeting, Price price, Settings settings) {
    return switch (price) {
      case Price.Second(long microdollars) ->
          budgeting.withCallPrice(
              new CallPrice(
                  microdollars,
                  settings.endpoint().callTime().plus(Timers.SERVERLESS_COLD_START),
                  settings.requests().maxCalls()));
      case Price.InstanceHour(long microdollars, boolean always) ->
          budgeting.withInstanceHours(
              always
                  ? InstanceHours.always(microdollars)
                  : InstanceHours.whileCalled(microdollars));
    };
  }

  private static Optional<Money> money(SettingsReader reader) {
    OptionalLong limit = reader.count(BudgetNames.MICRODOLLARS_PER_MONTH, MOST_MICRODOLLARS);
    List<Price> prices = new ArrayList<>();
    reader
        .count(BudgetNames.MICRODOLLARS_PER_SECOND, MOST_MICRODOLLARS)
        .ifPresent(second -> prices.add(new Price.Second(second)));
    reader
        .count(BudgetNames.MICRODOLLARS_PER_INSTANCE_HOUR, MOST_MICRODOLLARS)
        .ifPresent(
            hour ->
                prices.add(
                    new Price.InstanceHour(
                        hour, reader.lane(EnvironmentNames.LANE) == Lane.ALWAYS_ON)));
    if (prices.size() != (limit.isPresent() ? 1 : 0)) {
      reader.problem(
          "%s goes with one of %s and %s, and neither without it"
              .formatted(
                  BudgetNames.MICRODOLLARS_PER_MONTH,
                  BudgetNames.MICRODOLLARS_PER_SECOND,
                  BudgetNames.MICRODOLLARS_PER_INSTANCE_HOUR));
      return Optional.empty();
    }
    return limit.isPresent()
        ? Optional.of(new Money(limit.getAsLong(), prices.getFirst()))
        : Optional.empty();
  }
}
