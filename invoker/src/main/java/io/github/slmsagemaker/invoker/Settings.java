package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.deployment.Limits;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.invoker.calls.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the invoker is told by its environment.
 *
 * @param served what answers
 * @param endpoint where that is
 * @param requests what one request may take
 * @param logText whether prompts and answers may be in the log
 * @param port port to listen on, 0 for a free one
 */
public record Settings(
    Served served, Endpoint endpoint, Requests requests, boolean logText, int port) {

  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_CONTEXT_TOKENS = 4096;

  /**
   * What answers.
   *
   * @param model id under which it is served
   * @param engine what runs it, which decides the dialect
   * @param contextTokens tokens of prompt and answer together
   */
  public record Served(String model, EngineProfile engine, int contextTokens) {}

  /**
   * A SageMaker endpoint.
   *
   * @param name its name
   * @param component on the GPU lanes, the inference component on it
   * @param streams whether its answers are streamed; by default what the lane can
   * @param callTime longest model call that the platform allows, a cold start not counted
   * @param maxConcurrency calls that it works on at once
   * @param pace how fast it is expected to be
   * @param beginning what its engine has read before any call; empty for nothing
   */
  public record Endpoint(
      String name,
      Optional<String> component,
      boolean streams,
      Duration callTime,
      int maxConcurrency,
      Pace.Expected pace,
      Optional<KnownBeginning> beginning) {}

  /**
   * What one request may take.
   *
   * @param patience how long it waits for a cold model
   * @param maxCalls most model calls for it, 1 for no continuation
   * @param origins pages that may make it from a browser
   */
  public record Requests(Duration patience, int maxCalls, Origins origins) {}

  /**
   * Reads the variables that {@link EnvironmentNames} lists.
   *
   * @throws IllegalArgumentException listing every problem, one a line
   */
  public static Settings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Lane lane = reader.lane(EnvironmentNames.LANE);
    Settings settings =
        new Settings(
            served(reader),
            endpoint(reader, lane),
            requests(reader, lane),
            reader.flag(EnvironmentNames.LOG_TEXT),
            reader.number(EnvironmentNames.PORT, 0, 65_535, DEFAULT_PORT));
    reader.complain();
    return settings;
  }

  private static Served served(SettingsReader reader) {
    return new Served(
        reader.text(EnvironmentNames.MODEL),
        reader.engine(EnvironmentNames.ENGINE, Engines.OURS),
        reader.number(
            EnvironmentNames.CONTEXT_TOKENS, Limits.CONTEXT_TOKENS, DEFAULT_CONTEXT_TOKENS));
  }

  private static Endpoint endpoint(SettingsReader reader, Lane lane) {
    return new Endpoint(
        reader.text(EnvironmentNames.ENDPOINT_NAME),
        reader.optionalText(EnvironmentNames.INFERENCE_COMPONENT),
        lane.streams(),
        Timers.longestCall(lane),
        reader.number(EnvironmentNames.MAX_CONCURRENCY, Limits.CONCURRENCY, 1),
        new Pace.Expected(
            reader.rate(EnvironmentNames.READS_PER_SECOND, Pace.Expected.USUAL.reading()),
            reader.rate(EnvironmentNames.WRITES_PER_SECOND, Pace.Expected.USUAL.writing())),
        reader.parsed(EnvironmentNames.BEGINNING, KnownBeginning::parse));
  }

  private static Requests requests(SettingsReader reader, Lane lane) {
    int longest = (int) Timers.STREAMED_REQUEST.toSeconds();
    int usual = (int) Timers.patience(lane).toSeconds();
    return new Requests(
        Duration.ofSeconds(reader.number(EnvironmentNames.PATIENCE_SECONDS, 0, longest, usual)),
        reader.number(
            EnvironmentNames.MAX_CALLS_PER_REQUEST,
            Limits.CALLS_PER_REQUEST,
            Timers.USUAL_CALLS_PER_REQUEST),
        reader.origins(EnvironmentNames.CORS_ORIGINS));
  }

  /**
   * Whether requests are answered in calls that are sized to end in time, one or several: only an
   * endpoint that answers in one piece cuts a call off.
   */
  boolean sizesCalls() {
    return !endpoint.streams();
  }
}
