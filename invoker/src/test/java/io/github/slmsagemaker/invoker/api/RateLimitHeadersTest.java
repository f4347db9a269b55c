package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitHeadersTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "PT0S, 0s",
    "PT-3S, 0s",
    "PT0.2S, 1s",
    "PT59S, 59s",
    "PT1M, 1m0s",
    "PT6M, 6m0s",
    "PT13H2M5S, 13h2m5s",
    "PT24H, 24h0m0s",
    "PT700H, 700h0m0s"
  })
  void a_span_is_written_as_go_prints_it(Duration time, String text) {
    assertThat(RateLimitHeaders.span(time)).isEqualTo(text);
  }
}
