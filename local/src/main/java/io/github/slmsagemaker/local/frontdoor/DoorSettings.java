package io.github.slmsagemaker.local.frontdoor;

import java.time.Duration;
import java.util.Objects;

/**
 * How a front door behaves.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param admission what lets a request in
 * @param plan what each key may use, or all that have tokens
 * @param stage name of the stage in the request context
 * @param limits of the sockets
 * @param reach from where it may be reached
 */
public record DoorSettings(
    int port, Admission admission, PlanLimits plan, String stage, Limits limits, Reach reach) {

  public DoorSettings {
    Objects.requireNonNull(admission, "admission");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(reach, "reach");
  }

  /** What one person on one machine needs. */
  public static DoorSettings of(int port, ApiKey key) {
    return of(port, Admission.Keys.of(key));
  }

  /** The same for several people or programs, or for tokens. */
  public static DoorSettings of(int port, Admission admission) {
    return new DoorSettings(
        port, admission, PlanLimits.generous(), "local", Limits.DEFAULT, Reach.LOCAL);
  }

  /** These settings with another plan. */
  public DoorSettings withPlan(PlanLimits other) {
    return new DoorSettings(port, admission, other, stage, limits, reach);
  }

  /** These settings with other limits. */
  public DoorSettings withLimits(Limits other) {
    return new DoorSettings(port, admission, plan, stage, other, reach);
  }

  /** These settings with another reach. */
  public DoorSettings withReach(Reach other) {
    return new DoorSettings(port, admission, plan, stage, limits, other);
  }

  /**
   * What a slow or greedy sender meets (promise P21).
   *
   * @param headerTimeout for the whole head of a request; then 408
   * @param bodyTimeout for its whole body; then 408
   * @param idleTimeout between requests of a connection
   * @param writeTimeout how long a client may read nothing
   * @param maxHeaderBytes of the head; above it 431
   * @param maxBodyBytes of the body; above it 413
   * @param maxConnections at once; above it 503
   */
  public record Limits(
      Duration headerTimeout,
      Duration bodyTimeout,
      Duration idleTimeout,
      Duration writeTimeout,
      int maxHeaderBytes,
      int maxBodyBytes,
      int maxConnections) {

    /** API Gateway's, where it tells them; the body's cap is the product's (promise P3). */
    public static final Limits DEFAULT =
        new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofSeconds(30),
            16 << 10,
            2 << 20,
            256);
  }
}
