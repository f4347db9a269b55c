package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.calls.HoldingEngine;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise P4 through the real AWS client. */
final class ColdStartTest {

  @ParameterizedTest
  @EnumSource
  void a_model_that_is_not_ready_several_times_is_asked_until_it_answers_once(Operation operation) {
    List<Duration> waits = new ArrayList<>();
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage
          .endpoint()
          .misbehave(
              new Refuse(AwsError.notReady()),
              new Refuse(AwsError.noCapacity()),
              new Refuse(AwsError.throttled()));

      holding(stage, Patience.lasting(Duration.ofSeconds(30)), waits)
          .generate(Stage.generation(), Stage.call(), _ -> {});

      assertThat(stage.endpoint().invocations()).isEqualTo(4);
      assertThat(stage.container().requests()).hasSize(1);
      assertThat(waits).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_breaks_after_a_cold_start_is_not_asked_for_again(Operation operation) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Refuse(AwsError.notReady()), new Misbehaviour.HalfFrame());
      HoldingEngine engine =
          holding(stage, Patience.lasting(Duration.ofSeconds(30)), new ArrayList<>());

      assertThatThrownBy(() -> engine.generate(Stage.generation(), Stage.call(), _ -> {}))
          .isInstanceOf(Failure.EngineFailed.class);
      assertThat(stage.endpoint().invocations()).isEqualTo(2);
    }
  }

  private static HoldingEngine holding(Stage stage, Patience patience, List<Duration> waits) {
    return new HoldingEngine(
        stage.engine(),
        patience,
        (_, next) -> waits.add(next),
        (_, _) -> {},
        RandomGenerator.getDefault());
  }
}
