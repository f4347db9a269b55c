package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One endpoint.
 *
 * @param endpoint its name
 * @param component the inference component on it, which calls must then name
 * @param streams whether it answers {@code InvokeEndpointWithResponseStream}; a serverless endpoint
 *     is taken not to
 * @param callLimit longest call
 */
public record EndpointSettings(
    EndpointName endpoint,
    Optional<InferenceComponentName> component,
    boolean streams,
    Duration callLimit) {
  /** Largest request that SageMaker takes from a serverless endpoint's caller, in bytes. */
  static final int PAYLOAD_LIMIT = 4 << 20;

  public EndpointSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(component, "component");
    if (!callLimit.isPositive()) {
      throw new IllegalArgumentException(
          "callLimit is " + callLimit + ", expected a positive time");
    }
  }

  /** A serverless endpoint: 60 s a call, in one piece. */
  public static EndpointSettings serverless(EndpointName endpoint) {
    return new EndpointSettings(endpoint, Optional.empty(), false, Timers.SERVERLESS_CALL);
  }

  /** The same, answering streams too. */
  public EndpointSettings streaming() {
    return new EndpointSettings(endpoint, component, true, callLimit);
  }

  public EndpointSettings withComponent(InferenceComponentName name) {
    return new EndpointSettings(endpoint, Optional.of(name), streams, callLimit);
  }

  public EndpointSettings withCallLimit(Duration limit) {
    return new EndpointSettings(endpoint, component, streams, limit);
  }
}
