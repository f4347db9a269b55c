package io.github.slmsagemaker.invoker.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.calls.Caller;
import io.github.slmsagemaker.invoker.calls.Spending;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.file.FileLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment's money: 120 millionths a second, calls of at most 240 s, two for an answer. */
final class MoneyTest {
  private static final Caller ALICE = new Caller(Optional.of("alice"), "r", true);
  private static final Generation GENERATION = Generation.of(Prompt.of("Go"), 10, Sampling.GREEDY);

  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void a_request_reserves_its_longest_calls_and_pays_the_time_that_they_took() {
    LedgerBudgeting budgeting = budgeting(1_000_000);
    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine engine = spending.eachGeneration(spending.eachCall(taking(Duration.ofSeconds(5))));
      var _ = engine.generate(GENERATION, call(), _ -> {});
      assertThat(money(budgeting).reserved()).isEqualTo(2 * 240 * 120);
    }

    assertThat(money(budgeting).used()).isEqualTo(600);
    assertThat(money(budgeting).reserved()).isZero();
  }

  @Test
  void every_call_of_an_answer_is_paid() {
    LedgerBudgeting budgeting = budgeting(1_000_000);
    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine once = spending.eachCall(taking(Duration.ofMillis(1_001)));
      Engine twice =
          spending.eachGeneration(
              engine(
                  (generation, call) -> {
                    var _ = once.generate(generation, call, _ -> {});
                    return once.generate(generation, call, _ -> {});
                  }));
      var _ = twice.generate(GENERATION, call(), _ -> {});
    }

    assertThat(money(budgeting).used()).as("each rounded up").isEqualTo(2 * 121);
  }

  @Test
  void a_call_whose_end_nobody_saw_is_paid_as_the_longest() {
    LedgerBudgeting budgeting = budgeting(1_000_000);
    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine engine =
          spending.eachGeneration(
              spending.eachCall(failing(new Failure.EngineTimedOut("it took too long"))));
      assertThatThrownBy(() -> engine.generate(GENERATION, call(), _ -> {}))
          .isInstanceOf(Failure.EngineTimedOut.class);
    }

    assertThat(money(budgeting).used()).isEqualTo(240 * 120);
  }

  @Test
  void a_call_that_reached_no_model_is_free() {
    LedgerBudgeting budgeting = budgeting(1_000_000);
    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine engine =
          spending.eachGeneration(
              spending.eachCall(
                  failing(new Failure.ModelWarmingUp(Duration.ofSeconds(1), "it is cold"))));
      assertThatThrownBy(() -> engine.generate(GENERATION, call(), _ -> {}))
          .isInstanceOf(Failure.ModelWarmingUp.class);
    }

    assertThat(money(budgeting).used()).isZero();
    assertThat(money(budgeting).reserved()).isZero();
  }

  @Test
  void beyond_the_months_money_nobody_asks_a_model() {
    LedgerBudgeting budgeting = budgeting(100_000);
    try (Spending first = budgeting.begin(ALICE, 1);
        Spending second = budgeting.begin(new Caller(Optional.of("bob"), "s", true), 1)) {
      var _ =
          first
              .eachGeneration(first.eachCall(taking(Duration.ofSeconds(1))))
              .generate(GENERATION, call(), _ -> {});
      Engine refused =
          second.eachGeneration(
              engine(
                  (_, _) -> {
                    throw new AssertionError("the model was asked");
                  }));

      assertThatThrownBy(() -> refused.generate(GENERATION, call(), _ -> {}))
          .isInstanceOf(Failure.QuotaExceeded.class)
          .hasMessage(
              "the deployment's budget of $0.100000 a month does not allow this request, which may"
                  + " take $0.057600: $0.000000 used, $0.057600 reserved; it begins anew at"
                  + " 2026-12-01T00:00:00Z; only who deployed this can raise it");
    }
  }

  private LedgerBudgeting budgeting(long microdollars) {
    Budgets budgets =
        Budgets.ofEveryKey(KeyBudget.UNLIMITED)
            .withMicrodollarsPerMonth(OptionalLong.of(microdollars));
    return new LedgerBudgeting(
            new FileLedger(folder.resolve("ledger.json"), budgets, () -> now),
            new TokenBound(4_096),
            WhenDown.REFUSE,
            () -> now)
        .withCallPrice(new CallPrice(120, Duration.ofSeconds(240), 2));
  }

  private static Usage money(LedgerBudgeting budgeting) {
    return budgeting.usage(ALICE).getFirst();
  }

  private Call call() {
    return new Call(Deadline.in(Duration.ofSeconds(870), () -> now), new Cancellation());
  }

  private Engine taking(Duration time) {
    return engine(
        (_, _) -> {
          now = now.plus(time);
          return new Completion(FinishReason.STOP, 1, 1, 0, List.of(), Optional.empty());
        });
  }

  private static Engine failing(Failure failure) {
    return engine(
        (_, _) -> {
          throw failure;
        });
  }

  private static Engine engine(Answering answering) {
    return new Engine() {
      @Override
      public Capabilities capabilities() {
        return Capabilities.everything();
      }

      @Override
      public Completion generate(Generation generation, Call call, PieceListener pieces) {
        return answering.answer(generation, call);
      }
    };
  }

  private interface Answering {
    Completion answer(Generation generation, Call call);
  }
}
