package io.github.slmsagemaker.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of promise P2, in seconds, and that each of its rows fits inside the next. */
final class TimersTest {
  /** API Gateway ends a silent response after 5 minutes and any after 15; quotas of REST APIs. */
  private static final Duration GATEWAY_SILENCE = Duration.ofSeconds(300);

  /** What proxies and clients allow a silent connection at least: 30 s at an API's edge. */
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(30);

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of("a serverless call", Timers.SERVERLESS_CALL, 60),
        Arguments.of("a serverless cold start", Timers.SERVERLESS_COLD_START, 180),
        Arguments.of("a model call, serverless", Timers.modelCall(Lane.SERVERLESS), 240),
        Arguments.of("a model call, gpu", Timers.modelCall(Lane.GPU), 870),
        Arguments.of("a model call, always-on", Timers.modelCall(Lane.ALWAYS_ON), 870),
        Arguments.of("patience, serverless", Timers.patience(Lane.SERVERLESS), 240),
        Arguments.of("patience, gpu", Timers.patience(Lane.GPU), 840),
        Arguments.of("patience, always-on", Timers.patience(Lane.ALWAYS_ON), 60),
        Arguments.of("a request in one piece", Timers.WHOLE_REQUEST, 285),
        Arguments.of("a streamed request", Timers.STREAMED_REQUEST, 870),
        Arguments.of("Lambda", Timers.LAMBDA, 890),
        Arguments.of("API Gateway's integration", Timers.INTEGRATION, 900),
        Arguments.of("API Gateway's silence", Timers.GATEWAY_IDLE, 300),
        Arguments.of("a heartbeat", Timers.HEARTBEAT, 15),
        Arguments.of("the longest Retry-After", Timers.RETRY_AFTER_LIMIT, 60));
  }

  @ParameterizedTest(name = "{0} is {2} s")
  @MethodSource("table")
  void every_time_is_the_promised_one(String what, Duration time, int seconds) {
    assertThat(time).as(what).hasSeconds(seconds);
  }

  @Test
  void each_deadline_fits_inside_the_next() {
    assertThat(
            List.of(
                Timers.HEARTBEAT,
                SHORTEST_SILENCE,
                Timers.modelCall(Lane.SERVERLESS),
                Timers.WHOLE_REQUEST,
                GATEWAY_SILENCE,
                Timers.STREAMED_REQUEST,
                Timers.LAMBDA,
                Timers.INTEGRATION))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(Timers.INTEGRATION).isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @EnumSource
  void a_call_and_the_wait_before_it_fit_inside_a_streamed_request(Lane lane) {
    assertThat(Timers.modelCall(lane)).isLessThanOrEqualTo(Timers.STREAMED_REQUEST);
    assertThat(Timers.patience(lane)).isLessThan(Timers.STREAMED_REQUEST);
    assertThat(Timers.longestCall(lane)).isLessThanOrEqualTo(Timers.modelCall(lane));
  }

  @Test
  void no_more_calls_are_allowed_than_fit_inside_a_streamed_request() {
    assertThat(Timers.MOST_CALLS_PER_REQUEST).isEqualTo(14);
    assertThat(Timers.USUAL_CALLS_PER_REQUEST).isEqualTo(4);
  }
}
