package io.github.slmsagemaker.invoker.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HoldingEngineTest {
  private final Failure starting = new Failure.ModelWarmingUp(Duration.ofSeconds(600), "starting");
  private final Failure throttled = new Failure.RateLimited(Duration.ofSeconds(5), "throttled");

  private final FakeEngine delegate = FakeEngine.saying("ready");
  private final List<Duration> waits = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private Instant now = Instant.EPOCH;

  @Test
  void a_model_that_becomes_ready_answers_after_growing_pauses() {
    delegate.then(refusals(starting, 6));

    Completion completion = generate(Patience.lasting(Duration.ofSeconds(240)), 285);

    assertThat(completion.completionTokens()).isEqualTo(1);
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    assertThat(delegate.generations()).hasSize(7);
  }

  @Test
  void throttling_is_waited_out_too() {
    delegate.then(refusals(throttled, 2));

    generate(Patience.lasting(Duration.ofSeconds(60)), 285);

    assertThat(delegate.generations()).hasSize(3);
  }

  @Test
  void a_model_that_never_becomes_ready_is_given_up_within_the_patience() {
    delegate.then(refusals(starting, 100));

    assertThatThrownBy(() -> generate(Patience.lasting(Duration.ofSeconds(240)), 285))
        .isInstanceOfSatisfying(
            Failure.ModelWarmingUp.class,
            failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60)))
        .hasMessageContaining("waited 235 s");
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(235));
  }

  @Test
  void no_pause_outlasts_the_deadline() {
    delegate.then(refusals(starting, 100));

    assertThatThrownBy(() -> generate(Patience.lasting(Duration.ofSeconds(240)), 16))
        .isInstanceOf(Failure.ModelWarmingUp.class);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(15));
  }

  @Test
  void without_patience_the_first_refusal_is_the_answer() {
    delegate.then(refusals(throttled, 1));

    assertThatThrownBy(() -> generate(Patience.NONE, 285))
        .isInstanceOf(Failure.RateLimited.class)
        .hasMessage("throttled");
    assertThat(delegate.generations()).hasSize(1);
  }

  @Test
  void a_cancelled_call_waits_no_longer() {
    delegate.then(refusals(starting, 100));
    Patience patience = Patience.lasting(Duration.ofSeconds(240));
    HoldingEngine engine = new HoldingEngine(delegate, patience, (_, _) -> cancellation.cancel());

    assertThatThrownBy(() -> engine.generate(generation(), call(285), _ -> {}))
        .isInstanceOf(Failure.Cancelled.class);
    assertThat(delegate.generations()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("everythingElse")
  void nothing_else_is_ever_tried_again(Failure failure) {
    delegate.then(Behaviour.fail(failure));

    assertThatThrownBy(() -> generate(Patience.lasting(Duration.ofSeconds(240)), 285))
        .isSameAs(failure);
    assertThat(delegate.generations()).hasSize(1);
    assertThat(waits).isEmpty();
  }

  static Stream<Failure> everythingElse() {
    return Stream.of(
        new Failure.EngineBusy(Duration.ofSeconds(1), "busy"),
        new Failure.EngineRejected("rejected"),
        new Failure.EngineFailed("failed"),
        new Failure.EngineTimedOut("timed out"),
        new Failure.DeadlineExceeded("late"),
        new Failure.EndpointUnavailable("unavailable"),
        new Failure.DependencyFailed("dependency"),
        new Failure.Misconfigured("misconfigured"),
        new Failure.Cancelled());
  }

  @Test
  void jitter_takes_up_to_half_of_a_pause_away() {
    Patience patience = Patience.lasting(Duration.ofSeconds(240));

    assertThat(patience.pause(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.pause(1, 1)).isEqualTo(Duration.ofMillis(500));
    assertThat(patience.pause(50, 0.5)).isEqualTo(Duration.ofMillis(7500));
  }

  private static Behaviour[] refusals(Failure refusal, int count) {
    return Stream.generate(() -> Behaviour.fail(refusal)).limit(count).toArray(Behaviour[]::new);
  }

  private Completion generate(Patience patience, int deadlineSeconds) {
    RandomGenerator noJitter = () -> 0;
    HoldingEngine engine =
        new HoldingEngine(
            delegate,
            patience,
            (_, next) -> waits.add(next),
            (duration, _) -> now = now.plus(duration),
            noJitter);
    return engine.generate(generation(), call(deadlineSeconds), _ -> {});
  }

  private static Generation generation() {
    return Generation.of(Prompt.of("Hello"), 5, Sampling.GREEDY);
  }

  private Call call(int seconds) {
    return new Call(Deadline.in(Duration.ofSeconds(seconds), () -> now), cancellation);
  }
}
