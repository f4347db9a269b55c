package io.github.slmsagemaker.invoker.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.chat.Sampling;
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
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances at $4 an hour, so a million millionths for each quarter of it. */
final class InstanceHoursTest {
  private static final long HOUR = 4_000_000;
  private static final long QUARTER = 1_000_000;

  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void a_call_pays_the_quarters_that_its_next_hour_touches_and_another_beside_it_nothing() {
    LedgerBudgeting budgeting = whileCalled(100);

    call(budgeting, this::answer);
    assertThat(money(budgeting).used()).isEqualTo(5 * QUARTER);

    now = now.plus(Duration.ofMinutes(14));
    call(budgeting, this::answer);
    call(whileCalled(100), this::answer);
    assertThat(money(budgeting).used()).as("another process too").isEqualTo(5 * QUARTER);

    now = now.plus(Duration.ofMinutes(1));
    call(budgeting, this::answer);
    assertThat(money(budgeting).used()).isEqualTo(6 * QUARTER);
  }

  @Test
  void a_call_that_found_no_model_has_woken_one_and_pays() {
    LedgerBudgeting budgeting = whileCalled(100);

    assertThatThrownBy(
            () ->
                call(
                    budgeting,
                    () -> {
                      throw new Failure.ModelWarmingUp(Duration.ofSeconds(1), "it is cold");
                    }))
        .isInstanceOf(Failure.ModelWarmingUp.class);

    assertThat(money(budgeting).used()).isEqualTo(5 * QUARTER);
  }

  @Test
  void each_month_pays_its_own_quarters() {
    now = Instant.parse("2026-11-30T23:40:00Z");
    LedgerBudgeting budgeting = whileCalled(100);

    call(budgeting, this::answer);

    assertThat(money(budgeting).used()).as("23:30 and 23:45").isEqualTo(2 * QUARTER);
    now = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(money(budgeting).used()).as("0:00, 0:15 and 0:30").isEqualTo(3 * QUARTER);
  }

  @Test
  void beyond_the_months_money_nobody_asks_a_model() {
    LedgerBudgeting budgeting = whileCalled(5);
    call(budgeting, this::answer);
    now = now.plus(Duration.ofMinutes(30));

    assertThatThrownBy(
            () ->
                call(
                    budgeting,
                    () -> {
                      throw new AssertionError("the model was asked");
                    }))
        .isInstanceOf(Failure.QuotaExceeded.class)
        .hasMessageContaining("the deployment's budget of $5.000000 a month");
  }

  @Test
  void what_is_always_up_is_paid_from_the_months_first_day_to_the_end_of_today() {
    now = Instant.parse("2026-11-03T00:00:00Z");
    LedgerBudgeting budgeting = budgeting(1_000, InstanceHours.always(HOUR));

    call(budgeting, this::answer);
    assertThat(money(budgeting).used()).isEqualTo(3 * 24 * HOUR);

    now = Instant.parse("2026-11-03T23:59:59Z");
    call(budgeting(1_000, InstanceHours.always(HOUR)), this::answer);
    assertThat(money(budgeting).used()).isEqualTo(3 * 24 * HOUR);

    now = Instant.parse("2026-12-01T00:00:00Z");
    call(budgeting, this::answer);
    assertThat(money(budgeting).used()).as("the new month's").isEqualTo(24 * HOUR);
  }

  /**
   * Instances as they would be: up from a call's begin until 25 minutes after the last end, or,
   * where a call found none, for the half hour that one may load and 25 minutes more.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void instances_are_never_up_longer_than_was_paid(long seed) {
    Random random = new Random(seed);
    List<LedgerBudgeting> processes = List.of(whileCalled(1_000_000), whileCalled(1_000_000));
    TreeSet<Long> minutesUp = new TreeSet<>();
    now = Instant.parse("2026-11-02T00:00:00Z").plusSeconds(random.nextInt(3_600));
    for (int step = 0; step < 60; step++) {
      now = now.plusSeconds(random.nextInt(random.nextBoolean() ? 60 : 5_400));
      Instant begin = now;
      boolean cold = random.nextInt(4) == 0;
      int lasts = cold ? 0 : random.nextInt(871);
      try {
        call(
            processes.get(random.nextInt(2)),
            () -> {
              if (cold) {
                throw new Failure.ModelWarmingUp(Duration.ofSeconds(1), "it is cold");
              }
              // The clock stands still for the caller: others call in the meantime.
              return answer();
            });
      } catch (Failure.ModelWarmingUp expected) {
        assertThat(cold).isTrue();
      }
      long up = begin.plusSeconds(lasts).plus(Duration.ofMinutes(cold ? 55 : 25)).getEpochSecond();
      for (long minute = begin.getEpochSecond() / 60 + 1; minute * 60 + 60 <= up; minute++) {
        minutesUp.add(minute);
      }
      assertThat(money(processes.getFirst()).used())
          .as("seed %d, step %d", seed, step)
          .isGreaterThanOrEqualTo(minutesUp.size() * HOUR / 60);
    }
  }

  private LedgerBudgeting whileCalled(long dollars) {
    return budgeting(dollars, InstanceHours.whileCalled(HOUR));
  }

  private LedgerBudgeting budgeting(long dollars, InstanceHours hours) {
    Budgets budgets =
        Budgets.ofEveryKey(KeyBudget.UNLIMITED)
            .withMicrodollarsPerMonth(OptionalLong.of(dollars * 1_000_000));
    return new LedgerBudgeting(
            new FileLedger(folder.resolve("ledger.json"), budgets, () -> now),
            new TokenBound(4_096),
            WhenDown.REFUSE,
            () -> now)
        .withInstanceHours(hours);
  }

  private void call(LedgerBudgeting budgeting, Supplier<Completion> model) {
    Caller alice = new Caller(Optional.of("alice"), "r", true);
    try (Spending spending = budgeting.begin(alice, 1)) {
      var _ =
          spending
              .eachGeneration(spending.eachCall(engine(model)))
              .generate(
                  Generation.of(Prompt.of("Go"), 10, Sampling.GREEDY),
                  new Call(Deadline.in(Duration.ofSeconds(870), () -> now), new Cancellation()),
                  _ -> {});
    }
  }

  private Completion answer() {
    return new Completion(FinishReason.STOP, 1, 1, 0, List.of(), Optional.empty());
  }

  private static Usage money(LedgerBudgeting budgeting) {
    return budgeting.usage(new Caller(Optional.of("alice"), "r", true)).getFirst();
  }

  private static Engine engine(Supplier<Completion> model) {
    return new Engine() {
      @Override
      public Capabilities capabilities() {
        return Capabilities.everything();
      }

      @Override
      public Completion generate(Generation generation, Call call, PieceListener pieces) {
        return model.get();
      }
    };
  }
}
