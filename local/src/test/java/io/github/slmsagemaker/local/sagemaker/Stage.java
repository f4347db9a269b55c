package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.Caps;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.Replies;
import io.github.slmsagemaker.testkit.container.TgiReplies;
import io.github.slmsagemaker.testkit.container.VllmReplies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The real AWS client, the endpoint and a container that says "one two three", which has a port of
 * its own.
 *
 * @param container what the endpoint forwards to
 * @param endpoint what the engine calls
 * @param server the endpoint's, which an engine in the same process does without
 * @param engine the engine under test
 */
record Stage(
    FakeContainer container,
    SageMakerRuntimeEndpoint endpoint,
    HttpServer server,
    SageMakerEngine engine)
    implements AutoCloseable {
  static final EndpointName NAME = new EndpointName("slm");
  private static final HttpServerSettings SERVER =
      HttpServerSettings.defaults().withCaps(Caps.USUAL.withBodyBytes(8 << 20));
  static final List<String> TOKENS = List.of("one", " two", " thr\u00e9\u00e9 \ud83d\ude00");

  /** What a call is, and how it gets to the endpoint. */
  enum Operation {
    WHOLE(false, false),
    STREAM(true, false),
    WHOLE_IN_PROCESS(false, true),
    STREAM_IN_PROCESS(true, true);

    private final boolean streams;
    private final boolean inProcess;

    Operation(boolean streams, boolean inProcess) {
      this.streams = streams;
      this.inProcess = inProcess;
    }

    boolean streams() {
      return streams;
    }
  }

  static Stage of(EngineKind kind, boolean streams) {
    return of(kind, streams ? Operation.STREAM : Operation.WHOLE);
  }

  static Stage of(EngineKind kind, Operation operation) {
    return of(kind, operation, UnaryOperator.identity());
  }

  static Stage of(EngineKind kind, Operation operation, UnaryOperator<EndpointSettings> change) {
    FakeContainer container = FakeContainer.start(replies(kind));
    EndpointSettings settings = EndpointSettings.serverless(NAME);
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            change.apply(operation.streams ? settings.streaming() : settings),
            Invocations.at(container.address()));
    HttpServer server = HttpServer.start(SERVER, endpoint);
    Access access =
        operation.inProcess ? InProcessHttp.to(endpoint) : Access.standIn(server.address());
    return new Stage(container, endpoint, server, engine(kind, operation.streams, access));
  }

  private static Replies replies(EngineKind kind) {
    return switch (kind) {
      case LLAMA_CPP -> new LlamaServerReplies(TOKENS);
      case TGI, TGI_LLAMACPP -> new TgiReplies(TOKENS);
      case VLLM -> new VllmReplies(TOKENS);
    };
  }

  private static SageMakerEngine engine(EngineKind kind, boolean streams, Access access) {
    return new SageMakerEngine(
        new SageMakerSettings(kind, streams, NAME, Optional.empty(), List.of(), access));
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
    server.close();
    container.close();
  }
}
