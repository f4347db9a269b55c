package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import java.time.Duration;

/**
 * What fits into one call and one request.
 *
 * <p>Of a serverless call's 60 s, 5 are left for the way there and back. A further call of the same
 * request finds the engine's cache of the prompt for certain only where there is a single instance;
 * elsewhere it is counted as reading everything again.
 */
final class ReachModel {
  private static final Duration THE_WAY = Duration.ofSeconds(5);

  private final Duration wholeCall;

  ReachModel(Platform platform) {
    this.wholeCall = platform.serverless().call();
  }

  Reach of(Configuration configuration, Speed speed, Traffic traffic) {
    int context = configuration.setup().contextTokens();
    if (configuration.lane() != Lane.SERVERLESS) {
      int streamed = answer(configuration, speed, traffic, Timers.STREAMED_REQUEST, 1);
      int whole = answer(configuration, speed, traffic, Timers.WHOLE_REQUEST, 1);
      return new Reach(context - 1, streamed, whole, streamed);
    }
    int calls = configuration.maxCallsPerRequest();
    double readable = useful() * speed.promptTokensPerSecond().orElseThrow();
    return new Reach(
        (int) Math.min(context - 1, readable),
        answer(configuration, speed, traffic, wholeCall, 1),
        answer(configuration, speed, traffic, Timers.WHOLE_REQUEST, calls),
        answer(configuration, speed, traffic, Timers.STREAMED_REQUEST, calls));
  }

  /** Seconds of a serverless call that the engine can use. */
  private double useful() {
    return seconds(wholeCall.minus(THE_WAY));
  }

  private int answer(
      Configuration configuration, Speed speed, Traffic traffic, Duration deadline, int calls) {
    boolean serverless = configuration.lane() == Lane.SERVERLESS;
    boolean cached = configuration.maxConcurrency() == 1;
    double left = seconds(deadline);
    double tokens = 0;
    for (int call = 0; call < calls && left > 0; call++) {
      double time = serverless ? Math.min(left, useful()) : left;
      double toRead = call == 0 || !cached ? traffic.promptTokens() + tokens : 0;
      tokens += Math.max(0, time - speed.reading(toRead)) * speed.decodeTokensPerSecond();
      left -= seconds(wholeCall);
    }
    int room = configuration.setup().contextTokens() - traffic.promptTokens();
    return Math.clamp((long) tokens, 0, Math.max(0, room));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
