package io.github.slmsagemaker.infra.constructs.ledger;

import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.deployment.BudgetNames;
import io.github.slmsagemaker.core.deployment.LedgerTable;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.SpendingLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * The ledger's table: paid by request, so it costs nothing while nobody asks; it can be set back to
 * any second of the last 35 days. It goes with the stack: without the API nobody can spend.
 */
public final class LedgerConstruct extends Construct {
  /**
   * What a transaction of puts and updates, each with its condition, and a look at some items need:
   * DynamoDB has no permission for the transaction itself.
   */
  private static final List<String> ACTIONS =
      List.of("dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");

  private final Table table;

  /** Creates the table. */
  public LedgerConstruct(Construct scope, String id) {
    super(scope, id);
    this.table =
        Table.Builder.create(this, "Table")
            .partitionKey(text(LedgerTable.PARTITION))
            .sortKey(text(LedgerTable.SORT))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .timeToLiveAttribute(LedgerTable.EXPIRES)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /** A token until deployment. */
  public String tableName() {
    return table.getTableName();
  }

  /** Lets somebody keep budgets in it. */
  public void grantUse(IGrantable user) {
    var _ =
        Grant.addToPrincipal(
            GrantOnPrincipalOptions.builder()
                .grantee(user)
                .actions(ACTIONS)
                .resourceArns(List.of(table.getTableArn()))
                .build());
  }

  /**
   * What the invoker is told of it.
   *
   * @param limits what is to be kept
   * @param keyIds ids of the API keys by name: tokens until deployment
   * @param placement what calls cost there
   */
  public Map<String, String> environment(
      SpendingLimits limits, Map<String, String> keyIds, Placement placement) {
    Map<String, String> names = new TreeMap<>();
    names.put(BudgetNames.LEDGER_TABLE, table.getTableName());
    limits
        .perDay()
        .ifPresent(tokens -> names.put(BudgetNames.TOKENS_PER_DAY, Long.toString(tokens)));
    limits
        .perMonth()
        .ifPresent(tokens -> names.put(BudgetNames.TOKENS_PER_MONTH, Long.toString(tokens)));
    if (!limits.own().isEmpty()) {
      names.put(
          BudgetNames.KEYS,
          limits.own().stream()
              .map(own -> own.written(Objects.requireNonNull(keyIds.get(own.key()), own.key())))
              .collect(Collectors.joining(",")));
    }
    limits.dollarsPerMonth().ifPresent(dollars -> names.putAll(money(dollars, placement)));
    names.put(BudgetNames.FAIL_OPEN, Boolean.toString(limits.failOpen()));
    return names;
  }

  private static Map<String, String> money(double dollars, Placement placement) {
    Platform platform = Platform.load();
    Map<String, String> names = new TreeMap<>();
    names.put(BudgetNames.MICRODOLLARS_PER_MONTH, microdollars(dollars, RoundingMode.FLOOR));
    switch (placement) {
      case Placement.Serverless serverless ->
          names.put(
              BudgetNames.MICRODOLLARS_PER_SECOND,
              microdollars(platform.serverlessSecond(serverless.memoryMb()), RoundingMode.CEILING));
      case Placement.OnInstances instances ->
          names.put(
              BudgetNames.MICRODOLLARS_PER_INSTANCE_HOUR,
              microdollars(
                  platform
                      .instancesHour(instances)
                      .orElseThrow(() -> unpriced(instances.instanceType())),
                  RoundingMode.CEILING));
      case Placement.OnEndpoint endpoint -> throw unpriced(endpoint.name());
    }
    return names;
  }

  private static IllegalArgumentException unpriced(String what) {
    return new IllegalArgumentException(
        "dollarsPerMonth cannot be kept on %s: no price of it is known here; leave it out"
            .formatted(what));
  }

  /** What a double cannot hold exactly is no part of a price. */
  private static String microdollars(double dollars, RoundingMode mode) {
    return BigDecimal.valueOf(dollars)
        .setScale(9, RoundingMode.HALF_EVEN)
        .movePointRight(6)
        .setScale(0, mode)
        .toPlainString();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
