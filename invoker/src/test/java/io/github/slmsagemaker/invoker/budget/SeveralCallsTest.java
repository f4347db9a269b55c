package io.github.slmsagemaker.invoker.budget;

import static io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour.fail;
import static io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour.say;
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
import io.github.slmsagemaker.invoker.calls.CallLimits;
import io.github.slmsagemaker.invoker.calls.Caller;
import io.github.slmsagemaker.invoker.calls.ContinuingEngine;
import io.github.slmsagemaker.invoker.calls.HoldingEngine;
import io.github.slmsagemaker.invoker.calls.Pace;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.invoker.calls.Spending;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.file.FileLedger;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of several calls, and calls that are tried again, each charged once (promise P24). */
final class SeveralCallsTest {
  private static final Caller ALICE = new Caller(Optional.of("alice"), "r", true);
  private static final int CONTEXT = 4_096;

  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private LedgerBudgeting budgeting;

  @BeforeEach
  void open() {
    budgeting =
        new LedgerBudgeting(
            new FileLedger(
                folder.resolve("ledger.json"),
                Budgets.ofEveryKey(KeyBudget.perDay(100_000)),
                () -> now),
            new TokenBound(CONTEXT),
            WhenDown.REFUSE,
            () -> now);
  }

  @Test
  void a_model_that_was_cold_at_first_is_paid_for_the_answer_alone() {
    Failure cold = new Failure.ModelWarmingUp(Duration.ofSeconds(1), "it is cold");
    FakeEngine engine = FakeEngine.saying("unused").then(fail(cold), fail(cold), say("a", "b"));

    try (Spending spending = budgeting.begin(ALICE, 1)) {
      var _ = ask(spending.eachGeneration(holding(spending.eachCall(engine))), 50);
    }

    assertThat(engine.generations()).hasSize(3);
    assertThat(usage().used()).as("one token of prompt, two of answer").isEqualTo(3);
    assertThat(usage().reserved()).isZero();
  }

  @Test
  void an_answer_of_several_calls_is_paid_as_one_of_a_single_call() {
    Continued engine = new Continued(false);

    try (Spending spending = budgeting.begin(ALICE, 1)) {
      var _ = ask(spending.eachGeneration(continuing(spending.eachCall(engine))), 100_000);
      assertThat(usage().reserved()).isEqualTo(CONTEXT);
    }

    assertThat(engine.calls).isEqualTo(2);
    assertThat(usage().used()).isEqualTo(10 + engine.firstTokens + 5);
    assertThat(usage().reserved()).isZero();
  }

  @Test
  void an_answer_that_was_begun_in_vain_is_paid_as_its_bound() {
    Continued engine = new Continued(true);

    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine asked = spending.eachGeneration(continuing(spending.eachCall(engine)));
      assertThatThrownBy(() -> ask(asked, 100_000)).isInstanceOf(Failure.EndpointUnavailable.class);
    }

    assertThat(engine.calls).isEqualTo(2);
    assertThat(usage().used()).isEqualTo(CONTEXT);
  }

  @Test
  void who_is_gone_before_the_first_call_pays_nothing() {
    FakeEngine engine = FakeEngine.saying("unused");
    Cancellation gone = new Cancellation();
    gone.cancel();

    try (Spending spending = budgeting.begin(ALICE, 1)) {
      Engine asked = spending.eachGeneration(spending.eachCall(engine));
      assertThatThrownBy(
              () ->
                  asked.generate(
                      generation(50),
                      new Call(Deadline.in(Duration.ofSeconds(285), () -> now), gone),
                      _ -> {}))
          .isInstanceOf(Failure.Cancelled.class);
    }

    assertThat(engine.generations()).isEmpty();
    assertThat(usage().used()).isZero();
    assertThat(usage().reserved()).isZero();
  }

  private Completion ask(Engine engine, int maxTokens) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(285), () -> now);
    return engine.generate(generation(maxTokens), new Call(deadline, new Cancellation()), _ -> {});
  }

  private static Generation generation(int maxTokens) {
    return Generation.of(Prompt.of("Go"), maxTokens, Sampling.GREEDY);
  }

  private Usage usage() {
    return budgeting.usage(ALICE).getFirst();
  }

  private Engine holding(Engine engine) {
    return new HoldingEngine(
        engine,
        Patience.lasting(Duration.ofSeconds(240)),
        HoldingEngine.WaitingListener.NONE,
        (pause, _) -> now = now.plus(pause),
        () -> 0);
  }

  private static Engine continuing(Engine engine) {
    return new ContinuingEngine(
        engine,
        new CallLimits(Duration.ofSeconds(60), 4, true),
        new Pace(new Pace.Expected(15, 5.2)));
  }

  /** Fills its first call, then ends the answer, or takes no further call. */
  private static final class Continued implements Engine {
    private final boolean refuses;
    private int calls;
    private int firstTokens;

    Continued(boolean refuses) {
      this.refuses = refuses;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.everything();
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      calls++;
      if (calls == 1) {
        firstTokens = generation.maxTokens();
        return completion(FinishReason.LENGTH, 10, firstTokens);
      }
      if (refuses) {
        throw new Failure.RateLimited(Duration.ofSeconds(1), "too many");
      }
      return completion(FinishReason.STOP, 10 + firstTokens, 5);
    }

    private static Completion completion(FinishReason reason, int prompt, int tokens) {
      return new Completion(
          reason, prompt, tokens, 0, Collections.nCopies(tokens, 7), Optional.empty());
    }
  }
}
