package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.time.Duration;

/**
 * What fits into one call and one request.
 *
 * <p>Of a serverless call's 60 s, 5 are left for the way there and back. A further call of the same
 * request finds the engine's cache of the prompt for certain only where there is a single instance;
 * elsewhere it is counted as reading everything again.
 */
public final class ReachModel {
  private static final Duration THE_WAY = Duration.ofSeconds(5);

  /** Seconds of a serverless call that the engine can use. */
  private static final double USEFUL_SECONDS = seconds(Timers.SERVERLESS_CALL.minus(THE_WAY));

  private ReachModel() {}

  /** Of one request of the traffic. */
  public static Reach of(Deployment deployment, Speed speed, Traffic traffic) {
    return switch (deployment.machine()) {
      case Placement.Serverless _ -> inCalls(deployment, speed, traffic);
      case Placement.OnInstances _ -> atOnce(deployment, speed, traffic);
    };
  }

  /** No call is cut off before the request. */
  private static Reach atOnce(Deployment deployment, Speed speed, Traffic traffic) {
    int whole = answer(deployment, traffic, tokens(speed, traffic, Timers.WHOLE_REQUEST));
    int streamed = answer(deployment, traffic, tokens(speed, traffic, Timers.STREAMED_REQUEST));
    return new Reach(deployment.contextTokens() - 1, streamed, whole, streamed);
  }

  private static double tokens(Speed speed, Traffic traffic, Duration deadline) {
    double time = seconds(deadline) - speed.reading(traffic.promptTokens());
    return Math.max(0, time) * speed.decodeTokensPerSecond();
  }

  private static Reach inCalls(Deployment deployment, Speed speed, Traffic traffic) {
    int calls = deployment.maxCallsPerRequest();
    int read = HeadStart.of(deployment).map(HeadStart::tokens).orElse(0);
    double readable = read + USEFUL_SECONDS * speed.promptTokensPerSecond().orElseThrow();
    return new Reach(
        (int) Math.min(deployment.contextTokens() - 1, readable),
        inCalls(deployment, speed, traffic, Timers.SERVERLESS_CALL, 1),
        inCalls(deployment, speed, traffic, Timers.WHOLE_REQUEST, calls),
        inCalls(deployment, speed, traffic, Timers.STREAMED_REQUEST, calls));
  }

  private static int inCalls(
      Deployment deployment, Speed speed, Traffic traffic, Duration deadline, int calls) {
    boolean cached = deployment.maxConcurrency() == 1;
    double left = seconds(deadline);
    double tokens = 0;
    for (int call = 0; call < calls && left > 0; call++) {
      double time = Math.min(left, USEFUL_SECONDS);
      double toRead = call == 0 || !cached ? traffic.promptTokens() + tokens : 0;
      tokens += Math.max(0, time - speed.reading(toRead)) * speed.decodeTokensPerSecond();
      left -= seconds(Timers.SERVERLESS_CALL);
    }
    return answer(deployment, traffic, tokens);
  }

  /** No more than the context has room for. */
  private static int answer(Deployment deployment, Traffic traffic, double tokens) {
    int room = deployment.contextTokens() - traffic.promptTokens();
    return Math.clamp((long) tokens, 0, Math.max(0, room));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
