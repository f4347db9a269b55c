package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.budget.InstanceHours;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.file.FileLedger;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Instances at $4 an hour through the whole path, asked at noon of a month's third day: a call may
 * keep one up for five quarters of an hour; one that is always up costs whole days.
 */
final class InstanceMoneyTest {
  private static final long PER_HOUR = 4_000_000;

  @TempDir private Path folder;

  private volatile Instant now = Instant.parse("2026-11-03T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource({"GPU, 5000000", "ALWAYS_ON, 288000000"})
  void a_request_pays_the_time_of_an_instance_and_the_next_beside_it_nothing(Lane lane, long paid)
      throws IOException {
    try (Stage stage = stage(lane, 1_000_000_000)) {
      assertThat(chat(stage).status()).isEqualTo(200);
      assertThat(used(stage)).isEqualTo(paid);

      assertThat(chat(stage).status()).isEqualTo(200);
      assertThat(used(stage)).isEqualTo(paid);
      assertThat(stage.engine().requests()).hasSize(2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"GPU, 5000000, PT30M, $5.000000", "ALWAYS_ON, 288000000, PT12H, $288.000000"})
  void beyond_the_months_money_a_request_is_429_and_no_model_hears_of_it(
      Lane lane, long limit, Duration later, String said) throws IOException {
    try (Stage stage = stage(lane, limit)) {
      assertThat(chat(stage).status()).isEqualTo(200);
      now = now.plus(later);

      Wire.Reply refused = chat(stage);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("x-should-retry")).hasValue("false");
      JsonNode error = JsonMapper.shared().readTree(refused.body()).path("error");
      assertThat(error.path("code").asString()).isEqualTo("insufficient_quota");
      assertThat(error.path("message").asString())
          .contains("the deployment's budget of " + said + " a month");
      assertThat(stage.engine().requests()).hasSize(1);
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
    }
  }

  private Stage stage(Lane lane, long microdollarsPerMonth) {
    Budgets budgets =
        Budgets.ofEveryKey(KeyBudget.UNLIMITED)
            .withMicrodollarsPerMonth(OptionalLong.of(microdollarsPerMonth));
    LedgerBudgeting budgeting =
        new LedgerBudgeting(
                new FileLedger(folder.resolve("ledger.json"), budgets, () -> now),
                new TokenBound(4_096),
                WhenDown.REFUSE,
                () -> now)
            .withInstanceHours(
                lane == Lane.ALWAYS_ON
                    ? InstanceHours.always(PER_HOUR)
                    : InstanceHours.whileCalled(PER_HOUR));
    return Stage.before(
        lane,
        FakeContainer.start(new LlamaServerReplies(List.of("Fine"))),
        Timers.patience(lane),
        parts -> parts.withBudgeting(budgeting));
  }

  private static Wire.Reply chat(Stage stage) throws IOException {
    return stage.ask(Sent.with("'temperature':0"));
  }

  /** In millionths of a dollar, as the API tells who asks it. */
  private static long used(Stage stage) throws IOException {
    Wire.Reply usage = stage.ask(Sent.get("/v1/usage"));
    JsonNode window = JsonMapper.shared().readTree(usage.body()).at("/data/0");
    assertThat(window.path("scope").asString()).as(usage.body()).isEqualTo("deployment");
    return window.path("used").asLong();
  }
}
