package io.github.slmsagemaker.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.BudgetNames;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import io.github.slmsagemaker.testkit.pages.VariableTable;
import io.github.slmsagemaker.testkit.pages.VariableTable.Row;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables in {@code docs/budgets.md} are those that the invoker reads. */
final class BudgetVariablesPageTest {
  private static final String COUNT = "1 to 1000000000000";

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "SLM_LEDGER_TABLE",
              "the ledger's table; required beside any limit",
              "its name",
              "none"),
          new Row("SLM_TOKENS_PER_DAY", "setting `tokensPerDay`", COUNT, "no limit"),
          new Row("SLM_TOKENS_PER_MONTH", "setting `tokensPerMonth`", COUNT, "no limit"),
          new Row(
              "SLM_KEY_BUDGETS",
              "limits in the setting `keys`, by the keys' ids",
              "as in `keys`",
              "none"),
          new Row(
              "SLM_MICRODOLLARS_PER_MONTH",
              "setting `dollarsPerMonth`, in millionths; goes with one of the next two",
              COUNT,
              "no limit"),
          new Row(
              "SLM_MICRODOLLARS_PER_SECOND",
              "price of a second of a call, on lane `serverless`",
              COUNT,
              "none"),
          new Row(
              "SLM_MICRODOLLARS_PER_INSTANCE_HOUR",
              "price of an hour of all instances, on the GPU lanes",
              COUNT,
              "none"),
          new Row(
              "SLM_LEDGER_FAIL_OPEN",
              "setting `budgetFailOpen`: requests are served uncounted while the ledger does not"
                  + " answer. **Dangerous**: who can make the ledger fail, or waits until it does,"
                  + " spends without limit",
              "`true`, `false`",
              "`false`"));

  @Test
  void the_page_tells_every_variable() throws Exception {
    List<String> names = new ArrayList<>();
    for (Field constant : BudgetNames.class.getFields()) {
      names.add(String.valueOf(constant.get(null)));
    }

    assertThat(ROWS.stream().map(Row::name).toList()).containsExactlyInAnyOrderElementsOf(names);
    GeneratedSection.of("docs/budgets.md", "budget variables").requireIs(VariableTable.of(ROWS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLM_TOKENS_PER_DAY",
        "SLM_TOKENS_PER_MONTH",
        "SLM_MICRODOLLARS_PER_MONTH",
        "SLM_MICRODOLLARS_PER_SECOND",
        "SLM_MICRODOLLARS_PER_INSTANCE_HOUR"
      })
  void numbers_end_where_the_page_says(String name) {
    assertThatThrownBy(() -> BudgetSettings.from(Map.of(name, "1000000000001")))
        .hasMessageContaining(
            name + " is '1000000000001', expected a whole number of 1 to 1000000000000");
  }
}
