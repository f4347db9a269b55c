package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.Replies;
import io.github.slmsagemaker.testkit.container.TgiReplies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The real AWS client, the endpoint and a container that says "one two three", each on its own
 * port.
 *
 * @param container what the endpoint forwards to
 * @param endpoint what the engine calls
 * @param engine the engine under test
 */
record Stage(FakeContainer container, SageMakerRuntimeEndpoint endpoint, SageMakerEngine engine)
    implements AutoCloseable {
  static final EndpointName NAME = new EndpointName("slm");
  static final List<String> TOKENS = List.of("one", " two", " thr\u00e9\u00e9 \ud83d\ude00");

  static Stage of(EngineKind kind, boolean streams) {
    return of(kind, streams, UnaryOperator.identity());
  }

  static Stage of(EngineKind kind, boolean streams, UnaryOperator<EndpointSettings> change) {
    FakeContainer container = FakeContainer.start(replies(kind));
    EndpointSettings settings = EndpointSettings.serverless(NAME, container.address());
    SageMakerRuntimeEndpoint endpoint =
        SageMakerRuntimeEndpoint.start(change.apply(streams ? settings.streaming() : settings));
    return new Stage(container, endpoint, engine(kind, streams, endpoint));
  }

  private static Replies replies(EngineKind kind) {
    return switch (kind) {
      case LLAMA_CPP -> new LlamaServerReplies(TOKENS);
      case TGI, TGI_LLAMACPP -> new TgiReplies(TOKENS);
    };
  }

  private static SageMakerEngine engine(
      EngineKind kind, boolean streams, SageMakerRuntimeEndpoint endpoint) {
    return new SageMakerEngine(
        new SageMakerSettings(
            kind, streams, NAME, Optional.empty(), List.of(), Access.standIn(endpoint.address())));
  }

  static Generation generation() {
    return Generation.of(Prompt.of("Count to ten."), 12, Sampling.GREEDY);
  }

  static Call call() {
    return call(new Cancellation());
  }

  static Call call(Cancellation cancellation) {
    return new Call(Deadline.in(Duration.ofSeconds(60), InstantSource.system()), cancellation);
  }

  static Call callWithin(Duration duration) {
    return new Call(Deadline.in(duration, InstantSource.system()), new Cancellation());
  }

  @Override
  public void close() {
    engine.close();
    endpoint.close();
    container.close();
  }
}
