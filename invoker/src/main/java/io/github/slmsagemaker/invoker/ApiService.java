package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.core.output.CallIds;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.invoker.api.Api;
import io.github.slmsagemaker.invoker.api.Calls;
import io.github.slmsagemaker.invoker.api.CrossOrigin;
import io.github.slmsagemaker.invoker.api.ModelsRoute;
import io.github.slmsagemaker.invoker.api.UsageRoute;
import io.github.slmsagemaker.invoker.calls.CallLimits;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import io.github.slmsagemaker.invoker.calls.Pace;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** All of an invoker but its socket: the API, and the client it asks SageMaker with. */
public final class ApiService implements HttpHandler, AutoCloseable {
  /** Protocol tags that must come out as text although a vocabulary may call them special. */
  private static final List<String> MARKUP = List.of("<tool_call>", "</tool_call>");

  private final SageMakerEngine engine;
  private final HttpHandler api;

  /** Connects to nothing yet. */
  public ApiService(Settings settings, Parts parts) {
    this.engine = engine(settings, parts.access());
    this.api =
        new CrossOrigin(
            settings.requests().origins().allowed(),
            api(settings, parts, stack(settings, parts, engine)));
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    api.handle(request, reply);
  }

  /** Closes the client; running calls fail. */
  @Override
  public void close() {
    engine.close();
  }

  private static SageMakerEngine engine(Settings settings, SageMakerSettings.Access access) {
    return new SageMakerEngine(
        new SageMakerSettings(
            settings.served().engine(),
            settings.endpoint().streams(),
            new EndpointName(settings.endpoint().name()),
            settings.endpoint().component().map(InferenceComponentName::new),
            MARKUP,
            access,
            settings.endpoint().beginning()));
  }

  private static EngineStack stack(Settings settings, Parts parts, SageMakerEngine engine) {
    Optional<EngineStack.Sizing> sizing =
        settings.sizesCalls() ? Optional.of(sizing(settings)) : Optional.empty();
    return new EngineStack(
        engine, Patience.lasting(settings.requests().patience()), sizing, parts.budgeting());
  }

  private static EngineStack.Sizing sizing(Settings settings) {
    CallLimits limits =
        new CallLimits(
            settings.endpoint().callTime(),
            settings.requests().maxCalls(),
            settings.endpoint().maxConcurrency() == 1,
            settings.endpoint().beginning());
    return new EngineStack.Sizing(
        settings.endpoint().callTime().plus(Timers.SERVERLESS_COLD_START),
        limits,
        new Pace(settings.endpoint().pace()));
  }

  private static Api api(Settings settings, Parts parts, EngineStack stack) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Headings headings = new Headings(clock, random, "slm-" + settings.served().engine().word());
    Answering answering = new Answering(parts.model(), new CallIds(random));
    Calls calls = new Calls(stack, clock);
    Api.Handlers handlers =
        Api.Handlers.of(
            answering,
            calls,
            headings,
            new ModelsRoute(parts.model(), clock.instant()),
            new UsageRoute(parts.budgeting()));
    return new Api(handlers, parts.log(), clock, parts.heartbeat());
  }
}
