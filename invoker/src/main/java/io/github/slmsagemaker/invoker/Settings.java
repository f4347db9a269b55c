package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.ContextLimits;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the invoker is told by its environment.
 *
 * @param model id under which the model is served
 * @param engine what runs it, which decides the dialect
 * @param streaming whether the endpoint's answers are streamed; by default what the lane can
 * @param endpointName the SageMaker endpoint
 * @param inferenceComponent on the GPU lanes, the component on it
 * @param contextTokens tokens of prompt and answer together
 * @param patience how long a request waits for a cold model
 * @param callTime longest model call that the platform allows, a cold start not counted
 * @param maxConcurrency calls that the endpoint works on at once
 * @param maxCallsPerRequest most model calls for one request, 1 for no continuation
 * @param logText whether prompts and answers may be in the log
 * @param port port to listen on, 0 for a free one
 */
public record Settings(
    String model,
    EngineProfile engine,
    boolean streaming,
    String endpointName,
    Optional<String> inferenceComponent,
    int contextTokens,
    Duration patience,
    Duration callTime,
    int maxConcurrency,
    int maxCallsPerRequest,
    boolean logText,
    int port) {

  private static final int DEFAULT_PORT = 8080;

  /**
   * Reads the variables that {@link EnvironmentNames} lists.
   *
   * @throws IllegalArgumentException listing every problem, one a line
   */
  public static Settings from(Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Lane lane = reader.lane(EnvironmentNames.LANE);
    EngineProfile engine = reader.engine(EnvironmentNames.ENGINE, Engines.OURS);
    String model = reader.text(EnvironmentNames.MODEL);
    String endpoint = reader.text(EnvironmentNames.ENDPOINT_NAME);
    int context =
        reader.number(
            EnvironmentNames.CONTEXT_TOKENS,
            ContextLimits.LEAST_TOKENS,
            ContextLimits.MOST_TOKENS,
            4_096);
    int longest = (int) Timers.STREAMED_REQUEST.toSeconds();
    int usual = (int) Timers.patience(lane).toSeconds();
    int patience = reader.number(EnvironmentNames.PATIENCE_SECONDS, 0, longest, usual);
    int concurrency = reader.number(EnvironmentNames.MAX_CONCURRENCY, 1, 200, 1);
    int calls =
        reader.number(
            EnvironmentNames.MAX_CALLS_PER_REQUEST,
            1,
            Timers.MOST_CALLS_PER_REQUEST,
            Timers.USUAL_CALLS_PER_REQUEST);
    boolean logText = reader.flag(EnvironmentNames.LOG_TEXT);
    int port = reader.number(EnvironmentNames.PORT, 0, 65_535, DEFAULT_PORT);
    Optional<String> component = reader.optionalText(EnvironmentNames.INFERENCE_COMPONENT);
    reader.complain();
    return new Settings(
        model,
        engine,
        lane.streams(),
        endpoint,
        component,
        context,
        Duration.ofSeconds(patience),
        Timers.longestCall(lane),
        concurrency,
        calls,
        logText,
        port);
  }

  /**
   * Whether requests are answered in calls that are sized to end in time, one or several: only an
   * endpoint that answers in one piece cuts a call off.
   */
  boolean sizesCalls() {
    return !streaming;
  }
}
