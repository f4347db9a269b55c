package io.github.slmsagemaker.invoker.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One request, when it has ended.
 *
 * @param at when it ended
 * @param requestId the id that its reply carried
 * @param keyId id of the key that was used or subject of the token, never the key or token
 * @param route what was asked for, one of a fixed set
 * @param total from its arrival to its end
 * @param outcome how it ended
 * @param generation what the model did, where it was asked
 */
public record RequestReport(
    Instant at,
    String requestId,
    Optional<String> keyId,
    String route,
    Duration total,
    Outcome outcome,
    Optional<Work> generation) {

  public RequestReport {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(generation, "generation");
  }

  /**
   * What the model did for a request.
   *
   * @param streamed whether the client asked for a stream
   * @param promptTokens of the generations that came to an end
   * @param completionTokens of the generations that came to an end
   * @param modelCalls calls that the model was asked for, those not counted that it was not ready
   *     for
   * @param coldStart whether a call was refused because the model was not ready; a call that the
   *     platform holds until it is ready cannot be told from a slow one
   * @param firstToken from the request's arrival to the first text
   * @param text prompt and answer, where they are to be logged
   */
  public record Work(
      boolean streamed,
      int promptTokens,
      int completionTokens,
      int modelCalls,
      boolean coldStart,
      Optional<Duration> firstToken,
      Optional<Text> text) {}

  /** What was read and what was said, the prompt as the model saw it. */
  public record Text(String prompt, String answer) {}
}
