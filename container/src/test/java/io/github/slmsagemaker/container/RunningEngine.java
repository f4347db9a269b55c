package io.github.slmsagemaker.container;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.InProcessHttp;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The invoker's engine with everything before a container that is the product's own: the AWS
 * client, and an endpoint that speaks SageMaker's protocol.
 *
 * @param engine the engine
 */
record RunningEngine(SageMakerEngine engine) implements AutoCloseable {
  private static final EndpointName NAME = new EndpointName("slm");

  /** The engine before a container that answers {@code /invocations}. */
  static RunningEngine before(URI container, EngineKind kind, boolean streams) {
    EndpointSettings settings = EndpointSettings.serverless(NAME);
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            streams ? settings.streaming() : settings, Invocations.at(container));
    return new RunningEngine(
        new SageMakerEngine(
            new SageMakerSettings(
                kind, streams, NAME, Optional.empty(), List.of(), InProcessHttp.to(endpoint))));
  }

  /** A greedy answer. */
  Answer greedy(Prompt prompt, int tokens) {
    StringBuilder text = new StringBuilder();
    Completion completion =
        engine.generate(
            Generation.of(prompt, tokens, Sampling.GREEDY),
            call(),
            piece -> text.append(piece.text()));
    return new Answer(text.toString(), completion);
  }

  /** A call that has a minute. */
  static Call call() {
    return new Call(
        Deadline.in(Duration.ofSeconds(60), InstantSource.system()), new Cancellation());
  }

  /**
   * What came.
   *
   * @param text all pieces
   * @param completion how it ended
   */
  record Answer(String text, Completion completion) {}

  @Override
  public void close() {
    engine.close();
  }
}
