package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.invoker.calls.Allowance;
import java.time.Duration;

/** What is left of a key's tokens, in the headers and the form that OpenAI's API has for it. */
final class RateLimitHeaders {
  private RateLimitHeaders() {}

  static Headers onto(Headers headers, Allowance left) {
    return headers
        .withOnly("x-ratelimit-limit-tokens", Long.toString(left.limit()))
        .withOnly("x-ratelimit-remaining-tokens", Long.toString(left.remaining()))
        .withOnly("x-ratelimit-reset-tokens", span(left.reset()));
  }

  /** As Go prints durations, such as {@code 6m0s} and {@code 13h2m5s}; parts of seconds up. */
  static String span(Duration time) {
    long seconds = Math.max(0, time.plusNanos(999_999_999).toSeconds());
    StringBuilder text = new StringBuilder();
    if (seconds >= 3_600) {
      text.append(seconds / 3_600).append('h');
    }
    if (seconds >= 60) {
      text.append(seconds / 60 % 60).append('m');
    }
    return text.append(seconds % 60).append('s').toString();
  }
}
