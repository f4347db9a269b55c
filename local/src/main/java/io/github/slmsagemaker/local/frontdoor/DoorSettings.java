package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.server.Caps;
import io.github.slmsagemaker.http.server.Timeouts;
import java.net.ProxySelector;
import java.util.Objects;

/**
 * How a front door behaves.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param admission what lets a request in
 * @param plan what each key may use, or all that have tokens
 * @param stage name of the stage in the request context
 * @param timeouts what a slow sender meets (promise P21)
 * @param caps what a greedy one meets; the body's is the product's (promise P3)
 * @param reach from where it may be reached
 * @param proxies the way to an issuer of tokens
 */
public record DoorSettings(
    int port,
    Admission admission,
    PlanLimits plan,
    String stage,
    Timeouts timeouts,
    Caps caps,
    Reach reach,
    ProxySelector proxies) {

  public DoorSettings {
    Objects.requireNonNull(admission, "admission");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(timeouts, "timeouts");
    Objects.requireNonNull(caps, "caps");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(proxies, "proxies");
  }

  /** What one person on one machine needs. */
  public static DoorSettings of(int port, ApiKey key) {
    return of(port, Admission.Keys.of(key));
  }

  /** The same for several people or programs, or for tokens. */
  public static DoorSettings of(int port, Admission admission) {
    return new DoorSettings(
        port,
        admission,
        PlanLimits.generous(),
        "local",
        Timeouts.USUAL,
        Caps.USUAL,
        Reach.LOCAL,
        ProxySelector.getDefault());
  }

  /** These settings with another plan. */
  public DoorSettings withPlan(PlanLimits other) {
    return new DoorSettings(port, admission, other, stage, timeouts, caps, reach, proxies);
  }

  /** These settings with other limits. */
  public DoorSettings withLimits(Timeouts otherTimeouts, Caps otherCaps) {
    return new DoorSettings(port, admission, plan, stage, otherTimeouts, otherCaps, reach, proxies);
  }

  /** These settings with another reach. */
  public DoorSettings withReach(Reach other) {
    return new DoorSettings(port, admission, plan, stage, timeouts, caps, other, proxies);
  }

  /** These settings with other ways out of this machine. */
  public DoorSettings withProxies(ProxySelector other) {
    return new DoorSettings(port, admission, plan, stage, timeouts, caps, reach, other);
  }
}
