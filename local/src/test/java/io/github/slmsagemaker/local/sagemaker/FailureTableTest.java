package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real AWS client makes of every error, and that none of them is asked for twice. */
final class FailureTableTest {
  private static final String ANY = "{\"error\":\"no\"}";

  static Stream<Arguments> table() {
    return Stream.of(
            row("not ready", AwsError.notReady(), Failure.ModelWarmingUp.class),
            row("no capacity", AwsError.noCapacity(), Failure.ModelWarmingUp.class),
            row("throttled", AwsError.throttled(), Failure.RateLimited.class),
            row("access denied", AwsError.accessDenied(), Failure.Misconfigured.class),
            row("validation", AwsError.validation("nonsense"), Failure.Misconfigured.class),
            row("500", AwsError.internalFailure(), Failure.EndpointUnavailable.class),
            row("503", AwsError.serviceUnavailable(), Failure.EndpointUnavailable.class),
            row("504", AwsError.gatewayTimeout(), Failure.EngineTimedOut.class),
            row("530", AwsError.internalDependency(), Failure.DependencyFailed.class),
            row("model 400", model(400, ANY), Failure.EngineRejected.class),
            row("model 413", model(413, ANY), Failure.EngineRejected.class),
            row("model 422", model(422, ANY), Failure.EngineRejected.class),
            row("model 429", model(429, ANY), Failure.EngineBusy.class),
            row("model 424", model(424, ANY), Failure.EngineFailed.class),
            row("model 500", model(500, ANY), Failure.EngineFailed.class),
            row("model 503", model(503, ANY), Failure.EngineFailed.class),
            row("model 504", model(504, ANY), Failure.EngineTimedOut.class),
            row("timed out", AwsError.timedOut(Stage.NAME), Failure.EngineTimedOut.class),
            row(
                "llama-server too long",
                model(Recording.llamaServer("too-long")),
                Failure.ContextLengthExceeded.class),
            row(
                "llama-server bad schema",
                model(Recording.llamaServer("bad-schema")),
                Failure.EngineRejected.class),
            row(
                "vllm too long",
                model(Recording.vllm("too-long")),
                Failure.ContextLengthExceeded.class),
            row(
                "vllm no room",
                model(Recording.vllm("no-room")),
                Failure.ContextLengthExceeded.class),
            row("vllm refuses", model(Recording.vllm("bad-schema")), Failure.EngineRejected.class),
            row("vllm died", model(Recording.vllm("engine-dead")), Failure.EngineFailed.class),
            row("vllm key", model(Recording.vllm("wrong-key")), Failure.EngineFailed.class),
            row(
                "tgi too long",
                model(Recording.tgi("too-long")),
                Failure.ContextLengthExceeded.class),
            row("tgi refuses", model(Recording.tgi("stop-refused")), Failure.EngineRejected.class),
            row("tgi overloaded", model(Recording.tgi("overloaded")), Failure.EngineBusy.class),
            row(
                "tgi failed",
                model(Recording.tgi("generation-failed")),
                Failure.EngineFailed.class))
        .flatMap(
            row ->
                Stream.of(Operation.values())
                    .map(operation -> Arguments.of(operation, row.get()[0], row.get()[1])));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @MethodSource("table")
  void each_error_is_its_failure_and_is_invoked_once(
      Operation operation, AwsError error, Class<? extends Failure> expected) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Refuse(error));

      assertThatThrownBy(() -> generate(stage)).isInstanceOf(expected);

      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      assertThat(stage.container().requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_only_the_operator_may_know_is_not_in_the_message(Operation operation) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Refuse(AwsError.validation("arn:aws:canary")));

      assertThatThrownBy(() -> generate(stage)).message().doesNotContain("canary");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_engines_own_words_reach_the_client(Operation operation) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Refuse(model(Recording.llamaServer("bad-schema"))));

      assertThatThrownBy(() -> generate(stage))
          .hasMessageContaining("JSON schema conversion failed: JSON schema error");
    }
  }

  private static void generate(Stage stage) {
    stage.engine().generate(Stage.generation(), Stage.call(), _ -> {});
  }

  private static AwsError model(Recording recording) {
    return model(recording.status(), recording.reply());
  }

  private static AwsError model(int status, String body) {
    return AwsError.model(Stage.NAME, status, body);
  }

  private static Arguments row(String label, AwsError error, Class<? extends Failure> expected) {
    return Arguments.of(Named.of(label, error), Named.of(expected.getSimpleName(), expected));
  }
}
