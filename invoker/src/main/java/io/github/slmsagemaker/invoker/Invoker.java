package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.hermes.CallIds;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.api.Api;
import io.github.slmsagemaker.invoker.api.ApiErrors;
import io.github.slmsagemaker.invoker.api.Calls;
import io.github.slmsagemaker.invoker.api.ChatRoute;
import io.github.slmsagemaker.invoker.api.CompletionRoute;
import io.github.slmsagemaker.invoker.api.ModelsRoute;
import io.github.slmsagemaker.http.HttpServer;
import io.github.slmsagemaker.http.HttpServerSettings;
import io.github.slmsagemaker.invoker.calls.BoundedEngine;
import io.github.slmsagemaker.invoker.calls.CallLimits;
import io.github.slmsagemaker.invoker.calls.ContinuingEngine;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import io.github.slmsagemaker.invoker.calls.Pace;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.telemetry.JsonLogLines;
import io.github.slmsagemaker.invoker.telemetry.JsonRequestLog;
import io.github.slmsagemaker.invoker.telemetry.RequestLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** The running invoker: a server, and the client it asks SageMaker with. */
public final class Invoker implements AutoCloseable {
  /** Protocol tags that must come out as text although a vocabulary may call them special. */
  private static final List<String> MARKUP = List.of("<tool_call>", "</tool_call>");

  private static final Duration DRAINING = Duration.ofSeconds(5);

  private final SageMakerEngine engine;
  private final HttpServer server;

  private Invoker(SageMakerEngine engine, HttpServer server) {
    this.engine = engine;
    this.server = server;
  }

  /** Starts one from the environment that the stack has written; runs until the process ends. */
  public static void main(String[] arguments) {
    try {
      Settings settings = Settings.from(System.getenv());
      JsonLogLines.install(System.out);
      RequestLog log =
          new JsonRequestLog(
              System.out, settings.endpointName(), settings.model(), settings.logText());
      Lifetime.last(start(settings, served(settings), SageMakerSettings.Access.DEFAULT_CHAIN, log));
    } catch (IllegalArgumentException | UnknownNameException wrong) {
      System.err.println("invoker: " + wrong.getMessage());
      System.exit(1);
    }
  }

  /** Starts listening and keeps no log of requests. */
  public static Invoker start(
      Settings settings, ServedModel model, SageMakerSettings.Access access) {
    return start(settings, model, access, RequestLog.NONE);
  }

  /**
   * Starts listening.
   *
   * @param settings what to be
   * @param model what is served
   * @param access how AWS, or what stands in for it, is reached
   * @param log told of every request
   */
  public static Invoker start(
      Settings settings, ServedModel model, SageMakerSettings.Access access, RequestLog log) {
    SageMakerEngine engine =
        new SageMakerEngine(
            new SageMakerSettings(
                settings.engine(),
                settings.streaming(),
                new EndpointName(settings.endpointName()),
                settings.inferenceComponent().map(InferenceComponentName::new),
                MARKUP,
                access));
    HttpServerSettings http =
        HttpServerSettings.defaults().withPort(settings.port()).withErrors(ApiErrors::render);
    return new Invoker(engine, HttpServer.start(http, api(settings, model, engine, log)));
  }

  /** Where it listens, on this machine alone. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  @Override
  public void close() {
    server.drain(DRAINING);
    server.close();
    engine.close();
  }

  private static Api api(
      Settings settings, ServedModel model, SageMakerEngine engine, RequestLog log) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Headings headings = new Headings(clock, random, "slm-" + settings.engine().word());
    Answering answering = new Answering(model, new CallIds(random));
    Patience patience = Patience.lasting(settings.patience());
    Calls calls = new Calls(bounded(settings, engine), patience, clock, continuing(settings));
    return new Api(
        new ChatRoute(answering, calls, headings),
        new CompletionRoute(answering, calls, headings),
        new ModelsRoute(model, clock.instant()),
        log,
        clock);
  }

  private static Engine bounded(Settings settings, Engine engine) {
    return settings.sizesCalls()
        ? new BoundedEngine(engine, settings.callTime().plus(Timers.SERVERLESS_COLD_START))
        : engine;
  }

  private static UnaryOperator<Engine> continuing(Settings settings) {
    if (!settings.sizesCalls()) {
      return UnaryOperator.identity();
    }
    CallLimits limits =
        new CallLimits(
            settings.callTime(), settings.maxCallsPerRequest(), settings.maxConcurrency() == 1);
    Pace pace = new Pace();
    return engine -> new ContinuingEngine(engine, limits, pace);
  }

  private static ServedModel served(Settings settings) {
    return ServedModel.of(
        settings.model(), Catalogue.load().model(settings.model()), settings.contextTokens());
  }
}
