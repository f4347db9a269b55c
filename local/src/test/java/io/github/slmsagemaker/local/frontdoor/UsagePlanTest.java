package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsagePlanTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void a_burst_passes_and_the_next_request_waits_for_a_token() {
    UsagePlan plan = plan(2, 3, 1_000, PlanLimits.Period.DAY);
    takes(plan, 3);

    assertThatExceptionOfType(Failure.RateLimited.class)
        .isThrownBy(plan::take)
        .satisfies(f -> assertThat(f.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    advance(Duration.ofMillis(500));
    takes(plan, 1);
    assertThatThrownBy(plan::take).isInstanceOf(Failure.RateLimited.class);
  }

  @Test
  void a_slow_rate_tells_how_long_to_wait() {
    UsagePlan plan = plan(0.1, 1, 1_000, PlanLimits.Period.DAY);
    takes(plan, 1);
    advance(Duration.ofSeconds(4));

    assertThatExceptionOfType(Failure.RateLimited.class)
        .isThrownBy(plan::take)
        .satisfies(f -> assertThat(f.retryAfter()).isEqualTo(Duration.ofSeconds(6)));
  }

  @Test
  void the_bucket_never_holds_more_than_the_burst() {
    UsagePlan plan = plan(100, 2, 1_000, PlanLimits.Period.DAY);
    advance(Duration.ofHours(1));
    takes(plan, 2);

    assertThatThrownBy(plan::take).isInstanceOf(Failure.RateLimited.class);
  }

  @Test
  void a_clock_that_is_set_back_takes_nothing_away() {
    UsagePlan plan = plan(1, 2, 1_000, PlanLimits.Period.DAY);
    advance(Duration.ofHours(-1));

    takes(plan, 2);
  }

  @Test
  void what_the_rate_refuses_uses_up_no_quota() {
    UsagePlan plan = plan(1, 1, 2, PlanLimits.Period.DAY);
    takes(plan, 1);
    assertThatThrownBy(plan::take).isInstanceOf(Failure.RateLimited.class);
    advance(Duration.ofSeconds(1));
    takes(plan, 1);
    advance(Duration.ofSeconds(1));

    assertThatThrownBy(plan::take)
        .isInstanceOf(Failure.QuotaExceeded.class)
        .hasMessageContaining("2 requests a day");
  }

  @ParameterizedTest(name = "{0}: used up until {1}, anew from {2}")
  @CsvSource({
    "DAY, 2026-11-22T23:59:59Z, 2026-11-23T00:00:00Z",
    "WEEK, 2026-11-28T23:59:59Z, 2026-11-29T00:00:00Z",
    "MONTH, 2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z",
  })
  void a_quota_begins_anew_with_its_period(
      PlanLimits.Period period, Instant lastMoment, Instant anew) {
    UsagePlan plan = plan(10, 10, 1, period);
    takes(plan, 1);
    now.set(lastMoment);
    assertThatThrownBy(plan::take).isInstanceOf(Failure.QuotaExceeded.class);
    now.set(anew);

    takes(plan, 1);
  }

  @Test
  void requests_at_once_share_the_bucket() throws Exception {
    UsagePlan plan = plan(1, 50, 1_000, PlanLimits.Period.DAY);
    AtomicInteger passed = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        threads.execute(
            () -> {
              plan.take();
              passed.incrementAndGet();
            });
      }
    }

    assertThat(passed).hasValue(50);
  }

  @Test
  void the_door_sheds_what_the_rate_refuses_and_recovers() throws IOException {
    try (DoorFixture fixture = fixture(new PlanLimits(1, 2, 1_000, PlanLimits.Period.DAY))) {
      fixture.get("/v1/models", bearer());
      fixture.get("/health", "");
      fixture.get("/v1/models", "x-api-key: not-the-right-key-0000\r\n");
      assertThat(fixture.get("/v1/models", bearer()).status()).isEqualTo(200);

      RawConnection.Answer refused = fixture.get("/v1/models", bearer());
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("retry-after")).contains("1");
      assertThat(refused.header("x-request-id")).isPresent();
      assertThat(refused.body()).contains("rate_limit_exceeded");
      assertThat(fixture.invoker.requests()).hasSize(3);

      fixture.now.updateAndGet(instant -> instant.plusSeconds(1));
      assertThat(fixture.get("/v1/models", bearer()).status()).isEqualTo(200);
    }
  }

  @Test
  void the_door_says_that_a_used_up_quota_is_not_worth_a_retry() throws IOException {
    try (DoorFixture fixture = fixture(new PlanLimits(10, 10, 1, PlanLimits.Period.DAY))) {
      fixture.get("/v1/models", bearer());

      RawConnection.Answer refused = fixture.get("/v1/models", bearer());
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("x-should-retry")).contains("false");
      assertThat(refused.body()).contains("insufficient_quota");

      fixture.now.updateAndGet(instant -> instant.plusSeconds(10));
      assertThat(fixture.get("/v1/models", bearer()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "rate {0}, burst {1}, quota {2}")
  @CsvSource({"0, 1, 1", "-1, 1, 1", "NaN, 1, 1", "Infinity, 1, 1", "1, 0, 1", "1, 1, 0"})
  void a_plan_that_lets_nothing_pass_is_refused(double rate, int burst, long quota) {
    assertThatThrownBy(() -> new PlanLimits(rate, burst, quota, PlanLimits.Period.DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DoorFixture fixture(PlanLimits plan) {
    return new DoorFixture(plan);
  }

  private UsagePlan plan(double rate, int burst, long quota, PlanLimits.Period period) {
    return new UsagePlan(new PlanLimits(rate, burst, quota, period), now::get);
  }

  private void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  private static void takes(UsagePlan plan, int requests) {
    for (int i = 0; i < requests; i++) {
      assertThatCode(plan::take).as("request %d", i).doesNotThrowAnyException();
    }
  }
}
