package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise P1: whatever breaks, the model is asked once. */
final class OneGenerationTest {

  static Stream<Arguments> breakages() {
    List<Misbehaviour> whole = List.of(new Misbehaviour.Reset(), new Misbehaviour.HalfFrame());
    List<Misbehaviour> streamed =
        List.of(
            new Misbehaviour.Reset(),
            new Misbehaviour.HalfFrame(),
            new Misbehaviour.Cut(0),
            new Misbehaviour.Cut(2),
            new Misbehaviour.BreakStream(0),
            new Misbehaviour.BreakStream(2));
    return Stream.of(Operation.values())
        .flatMap(
            operation ->
                (operation.streams() ? streamed : whole)
                    .stream().map(how -> Arguments.of(operation, named(how))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("breakages")
  void an_answer_that_breaks_is_a_failure_and_is_not_asked_for_again(
      Operation operation, Misbehaviour how) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(how);

      assertThatThrownBy(() -> generate(stage, Stage.call()))
          .isInstanceOf(Failure.EngineFailed.class);
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_stall_ends_at_the_deadline(Operation operation) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Misbehaviour.HoldForever());

      assertThatThrownBy(() -> generate(stage, Stage.callWithin(Duration.ofMillis(500))))
          .isInstanceOf(Failure.DeadlineExceeded.class);
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_call_that_the_endpoint_ends_at_its_limit_timed_out(Operation operation) {
    Duration limit = Duration.ofMillis(300);
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation, s -> s.withCallLimit(limit))) {
      stage.container().then(new Behaviour.Stall(0));

      assertThatThrownBy(() -> generate(stage, Stage.call()))
          .isInstanceOf(Failure.EngineTimedOut.class);
      assertThat(stage.container().requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_held_call_is_answered_in_the_end(Operation operation) {
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation)) {
      stage.endpoint().misbehave(new Misbehaviour.Hold(Duration.ofMillis(300)));

      generate(stage, Stage.call());

      assertThat(stage.endpoint().invocations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "STREAM_IN_PROCESS"})
  void pieces_that_came_before_a_stream_broke_were_handed_out(Operation operation) {
    List<String> texts = new ArrayList<>();
    Duration limit = Duration.ofMillis(500);
    try (Stage stage = Stage.of(EngineKind.LLAMA_CPP, operation, s -> s.withCallLimit(limit))) {
      stage.container().then(new Behaviour.Stall(2));

      assertThatThrownBy(
              () ->
                  stage
                      .engine()
                      .generate(Stage.generation(), Stage.call(), piece -> texts.add(piece.text())))
          .isInstanceOf(Failure.EngineTimedOut.class);
    }
    assertThat(texts).containsExactly("one", " two");
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "STREAM"})
  void nobody_listening_is_an_endpoint_out_of_order(Operation operation) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (SageMakerEngine engine = engine(operation, port)) {
      assertThatThrownBy(() -> engine.generate(Stage.generation(), Stage.call(), _ -> {}))
          .isInstanceOf(Failure.EndpointUnavailable.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "STREAM"})
  void a_connection_broken_while_the_request_is_sent_is_not_tried_again(Operation operation)
      throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SageMakerEngine engine = engine(operation, door.getLocalPort())) {
      Thread.ofVirtual().start(() -> breakEach(door, accepted));

      assertThatThrownBy(() -> engine.generate(Stage.generation(), Stage.call(), _ -> {}))
          .isInstanceOf(Failure.EngineFailed.class);
      assertThat(accepted).hasValue(1);
    }
  }

  private static void breakEach(ServerSocket door, AtomicInteger accepted) {
    try {
      while (true) {
        try (Socket socket = door.accept()) {
          socket.setSoLinger(true, 0);
          if (socket.getInputStream().read() >= 0) {
            accepted.incrementAndGet();
          }
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static SageMakerEngine engine(Operation operation, int port) {
    return new SageMakerEngine(
        new SageMakerSettings(
            EngineKind.LLAMA_CPP,
            operation.streams(),
            Stage.NAME,
            Optional.empty(),
            List.of(),
            Access.standIn(URI.create("http://127.0.0.1:" + port))));
  }

  private static void generate(Stage stage, Call call) {
    stage.engine().generate(Stage.generation(), call, _ -> {});
  }

  private static Named<Misbehaviour> named(Misbehaviour how) {
    return Named.of(how.toString(), how);
  }
}
