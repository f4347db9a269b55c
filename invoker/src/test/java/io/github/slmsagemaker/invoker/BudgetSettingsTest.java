package io.github.slmsagemaker.invoker;

import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import io.github.slmsagemaker.invoker.BudgetSettings.Price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BudgetSettingsTest {
  @Test
  void without_a_ledger_there_are_no_budgets() {
    assertThat(BudgetSettings.from(Map.of())).isEmpty();
  }

  @Test
  void everything_is_read() {
    BudgetSettings settings =
        BudgetSettings.from(
                Map.of(
                    "SLM_LEDGER_TABLE", "ledger",
                    "SLM_TOKENS_PER_DAY", "20000",
                    "SLM_TOKENS_PER_MONTH", "300000",
                    "SLM_KEY_BUDGETS", "a1b2:500/day,c3d4:7/month",
                    "SLM_MICRODOLLARS_PER_MONTH", "5000000",
                    "SLM_MICRODOLLARS_PER_SECOND", "120",
                    "SLM_LEDGER_FAIL_OPEN", "true"))
            .orElseThrow();

    assertThat(settings)
        .isEqualTo(
            new BudgetSettings(
                "ledger",
                new KeyBudget(OptionalLong.of(20_000), OptionalLong.of(300_000)),
                KeyGrant.list("a1b2:500/day,c3d4:7/month"),
                Optional.of(new BudgetSettings.Money(5_000_000, new Price.Second(120))),
                WhenDown.SERVE_UNCOUNTED));
  }

  @ParameterizedTest
  @CsvSource({"gpu, false", "always-on, true"})
  void an_hour_of_instances_is_paid_as_the_lane_keeps_them(String lane, boolean always) {
    assertThat(
            BudgetSettings.from(
                    Map.of(
                        "SLM_LEDGER_TABLE", "ledger",
                        "SLM_LANE", lane,
                        "SLM_MICRODOLLARS_PER_MONTH", "5000000",
                        "SLM_MICRODOLLARS_PER_INSTANCE_HOUR", "1408000"))
                .orElseThrow()
                .money())
        .contains(new BudgetSettings.Money(5_000_000, new Price.InstanceHour(1_408_000, always)));
  }

  @Test
  void two_prices_for_one_limit_are_a_problem() {
    assertThatThrownBy(
            () ->
                BudgetSettings.from(
                    Map.of(
                        "SLM_LEDGER_TABLE", "ledger",
                        "SLM_LANE", "gpu",
                        "SLM_MICRODOLLARS_PER_MONTH", "5000000",
                        "SLM_MICRODOLLARS_PER_SECOND", "120",
                        "SLM_MICRODOLLARS_PER_INSTANCE_HOUR", "1408000")))
        .hasMessageContaining("SLM_MICRODOLLARS_PER_MONTH goes with one of");
  }

  @Test
  void a_ledger_that_is_down_refuses_unless_said_otherwise() {
    assertThat(BudgetSettings.from(Map.of("SLM_LEDGER_TABLE", "t")).orElseThrow().whenDown())
        .isEqualTo(WhenDown.REFUSE);
  }

  @Test
  void a_keys_own_limit_stands_in_for_that_of_every_key_and_leaves_the_other() {
    Budgets budgets =
        Budgets.of(
            new KeyBudget(OptionalLong.of(100), OptionalLong.of(1_000)),
            KeyGrant.list("alice:5/day"));
    Instant now = Instant.parse("2026-11-29T12:00:00Z");

    assertThat(budgets.windows("alice", now)).extracting(Window::limit).containsExactly(5L, 1_000L);
    assertThat(budgets.windows("bob", now)).extracting(Window::limit).containsExactly(100L, 1_000L);
  }

  @Test
  void all_problems_are_told_together() {
    assertThatThrownBy(
            () ->
                BudgetSettings.from(
                    Map.of(
                        "SLM_TOKENS_PER_DAY", "many",
                        "SLM_TOKENS_PER_MONTH", "0",
                        "SLM_KEY_BUDGETS", "a:5/week",
                        "SLM_MICRODOLLARS_PER_MONTH", "5",
                        "SLM_LEDGER_FAIL_OPEN", "yes")))
        .hasMessageContaining("SLM_TOKENS_PER_DAY is 'many', expected a whole number of 1 to")
        .hasMessageContaining("SLM_TOKENS_PER_MONTH is '0'")
        .hasMessageContaining("SLM_KEY_BUDGETS: 'a:5/week' is not understood")
        .hasMessageContaining(
            "SLM_MICRODOLLARS_PER_MONTH goes with one of SLM_MICRODOLLARS_PER_SECOND and"
                + " SLM_MICRODOLLARS_PER_INSTANCE_HOUR")
        .hasMessageContaining("SLM_LEDGER_FAIL_OPEN is 'yes'");
  }

  @Test
  void budgets_without_a_ledger_are_a_problem() {
    assertThatThrownBy(() -> BudgetSettings.from(Map.of("SLM_TOKENS_PER_DAY", "5")))
        .hasMessageContaining("SLM_LEDGER_TABLE is not set, but there are budgets");
  }
}
