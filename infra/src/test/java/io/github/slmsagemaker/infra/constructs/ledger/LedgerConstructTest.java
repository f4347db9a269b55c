package io.github.slmsagemaker.infra.constructs.ledger;

import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LedgerConstructTest {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final Template BUDGETED =
      Synthesised.of(
          Map.of(
              "imageUri", Synthesised.IMAGE,
              "tokensPerDay", "20000",
              "tokensPerMonth", "300000",
              "keys", "alice:500/day,bob,carol:7/day+9/month"));

  @Test
  void without_a_budget_there_is_no_table_and_nothing_is_told() {
    Template template = Synthesised.serverless();

    assertThat(template.resources(TABLE)).isEmpty();
    assertThat(environment(template).keySet()).noneMatch(name -> name.contains("LEDGER"));
    assertThat(template.permissions("InvokerRole")).noneMatch(one -> one.contains("dynamodb"));
  }

  @Test
  void the_table_is_paid_by_request_recoverable_and_cleaned_by_time() {
    JsonNode table = BUDGETED.only(TABLE);

    assertThat(table.toString())
        .isEqualTo(
            "{\"AttributeDefinitions\":[{\"AttributeName\":\"period\",\"AttributeType\":\"S\"},"
                + "{\"AttributeName\":\"subject\",\"AttributeType\":\"S\"}],"
                + "\"BillingMode\":\"PAY_PER_REQUEST\","
                + "\"KeySchema\":[{\"AttributeName\":\"period\",\"KeyType\":\"HASH\"},"
                + "{\"AttributeName\":\"subject\",\"KeyType\":\"RANGE\"}],"
                + "\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true},"
                + "\"TimeToLiveSpecification\":{\"AttributeName\":\"expires\",\"Enabled\":true}}");
  }

  @Test
  void the_table_is_an_output_for_who_looks_at_it() {
    assertThat(BUDGETED.outputs())
        .containsEntry("LedgerTable", "${%s}".formatted(BUDGETED.idOf(TABLE, "Ledger")));
  }

  @Test
  void the_invoker_may_do_what_a_ledger_does_on_that_table_alone() {
    String table = "${%s.Arn}".formatted(BUDGETED.idOf(TABLE, "Ledger"));
    Set<String> more = new TreeSet<>(BUDGETED.permissions("InvokerRole"));
    more.removeIf(one -> !one.startsWith("dynamodb:"));

    assertThat(more)
        .containsExactly(
            "dynamodb:BatchGetItem on " + table,
            "dynamodb:PutItem on " + table,
            "dynamodb:UpdateItem on " + table);
    assertThat(BUDGETED.permissions("InvokerRole"))
        .hasSize(3 + Synthesised.serverless().permissions("InvokerRole").size());
  }

  @Test
  void the_invoker_is_told_the_table_and_the_budgets_of_keys_by_their_ids() {
    Map<String, String> environment = environment(BUDGETED);

    assertThat(environment)
        .containsEntry("SLM_LEDGER_TABLE", "${%s}".formatted(BUDGETED.idOf(TABLE, "Ledger")))
        .containsEntry("SLM_TOKENS_PER_DAY", "20000")
        .containsEntry("SLM_TOKENS_PER_MONTH", "300000")
        .containsEntry("SLM_LEDGER_FAIL_OPEN", "false")
        .containsEntry(
            "SLM_KEY_BUDGETS",
            "${%s}:500/day,${%s}:7/day+9/month".formatted(keyId("alice"), keyId("carol")));
  }

  @Test
  void money_is_told_with_the_price_of_a_second() {
    Map<String, String> environment =
        environment(
            Synthesised.of(
                Map.of("imageUri", Synthesised.IMAGE, "dollarsPerMonth", "12.5", "auth", "iam")));

    assertThat(environment)
        .containsEntry("SLM_MICRODOLLARS_PER_MONTH", "12500000")
        .containsEntry("SLM_MICRODOLLARS_PER_SECOND", "120")
        .doesNotContainKeys("SLM_TOKENS_PER_DAY", "SLM_KEY_BUDGETS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "always-on"})
  void on_instances_money_is_told_with_the_price_of_their_hour(String lane) {
    Map<String, String> environment =
        environment(Synthesised.of(Map.of("lane", lane, "dollarsPerMonth", "100")));

    assertThat(environment)
        .containsEntry("SLM_LANE", lane)
        .containsEntry("SLM_MICRODOLLARS_PER_MONTH", "100000000")
        .containsEntry("SLM_MICRODOLLARS_PER_INSTANCE_HOUR", "1408400")
        .doesNotContainKey("SLM_MICRODOLLARS_PER_SECOND");
  }

  private static String keyId(String name) {
    return BUDGETED.idOf("AWS::ApiGateway::ApiKey", "ApiKeysKey" + name);
  }

  private static Map<String, String> environment(Template template) {
    Map<String, String> values = new HashMap<>();
    template
        .named("AWS::Lambda::Function", "InvokerFunction")
        .at("/Environment/Variables")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), Template.brief(entry.getValue())));
    return values;
  }
}
