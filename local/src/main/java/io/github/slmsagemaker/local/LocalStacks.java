package io.github.slmsagemaker.local;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.http.proxy.Proxies;
import io.github.slmsagemaker.invoker.ApiService;
import io.github.slmsagemaker.invoker.Parts;
import io.github.slmsagemaker.invoker.Settings;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.invoker.calls.Pace;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.file.FileLedger;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.frontdoor.Places;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.InProcessHttp;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds the whole path on this machine, from the model to the front door: functions that call each
 * other, behind the one port of the door.
 */
public final class LocalStacks implements LocalStack.Starter {
  private static final EndpointName ENDPOINT = new EndpointName("slm-local");
  private static final Duration DRAINING = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Path cache;
  private final Path ledgerFile;
  private final Duration callLimit;
  private final boolean streams;

  /**
   * @param environment the process's environment, for the folders it keeps things in and the model
   *     hub
   */
  public LocalStacks(Map<String, String> environment) {
    this(environment, Timers.STREAMED_REQUEST, true);
  }

  private LocalStacks(Map<String, String> environment, Duration callLimit, boolean streams) {
    this.environment = Map.copyOf(environment);
    this.callLimit = callLimit;
    this.streams = streams;
    String system = System.getProperty("os.name");
    Path home = Path.of(System.getProperty("user.home"));
    this.cache = CacheFolder.of(environment, system, home);
    this.ledgerFile = ledgerFile(environment);
  }

  /** Where budgets are kept, whether there is anything or not. */
  public static Path ledgerFile(Map<String, String> environment) {
    return StateFolder.of(environment).resolve("ledger.json");
  }

  /**
   * Stacks whose endpoint is like the serverless lane's: it answers in one piece and cuts calls off
   * after {@code limit}, so that longer answers take several.
   */
  public LocalStacks withCallLimit(Duration limit) {
    return new LocalStacks(environment, limit, false);
  }

  @Override
  public LocalStack start(LocalSettings settings, Progress progress) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return started(settings, progress, parts);
    } catch (RuntimeException | Error failed) {
      closeAll(parts);
      throw failed;
    }
  }

  private LocalStack started(
      LocalSettings settings, Progress progress, Deque<AutoCloseable> parts) {
    Served served = new Engines(cache, environment, progress).start(settings);
    ModelContainer container = served.container();
    parts.push(container);
    served.weights().advice(container.traits()).ifPresent(progress::say);
    EndpointSettings serverless = EndpointSettings.serverless(ENDPOINT).withCallLimit(callLimit);
    SageMakerRuntimeEndpoint sageMaker =
        new SageMakerRuntimeEndpoint(
            streams ? serverless.streaming() : serverless, container.invocations());
    Ledger ledger = new FileLedger(ledgerFile, settings.budgets(), InstantSource.system());
    parts.push(ledger);
    ApiService invoker = invoker(served, InProcessHttp.to(sageMaker), ledger);
    parts.push(invoker);
    DoorSettings open =
        DoorSettings.of(settings.port(), settings.admission())
            .withReach(settings.reach())
            .withProxies(new Proxies(environment));
    OptionalInt places = container.places();
    FrontDoor door =
        FrontDoor.open(open, places.isPresent() ? new Places(places.getAsInt(), invoker) : invoker);
    parts.push(door);
    return new Running(door, served.weights().name(), container.engine(), parts);
  }

  private ApiService invoker(Served served, SageMakerSettings.Access access, Ledger ledger) {
    Weights weights = served.weights();
    int contextTokens = served.container().contextTokens();
    return new ApiService(
        new Settings(
            new Settings.Served(weights.name(), served.container().dialect(), contextTokens),
            new Settings.Endpoint(
                ENDPOINT.value(),
                Optional.empty(),
                streams,
                callLimit,
                1,
                Pace.Expected.USUAL,
                Optional.empty()),
            new Settings.Requests(
                Timers.patience(Lane.SERVERLESS), Timers.USUAL_CALLS_PER_REQUEST, Origins.NONE),
            false,
            0),
        Parts.of(weights.served(served.container().traits(), contextTokens), access)
            .withBudgeting(
                new LedgerBudgeting(
                    ledger,
                    new TokenBound(contextTokens),
                    WhenDown.REFUSE,
                    InstantSource.system())));
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        System.getLogger(LocalStacks.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not close", e);
      }
    }
  }

  private record Running(FrontDoor door, String model, String engine, Deque<AutoCloseable> parts)
      implements LocalStack {
    @Override
    public URI baseUrl() {
      return door.baseUrl();
    }

    @Override
    public void close() {
      door.drain(DRAINING);
      closeAll(parts);
    }
  }
}
