package io.github.slmsagemaker.invoker.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.invoker.calls.BoundedEngine;
import io.github.slmsagemaker.invoker.calls.HoldingEngine;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that holds a call silently through a cold start instead of refusing it. */
final class HeldCallTest {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private Instant now = Instant.EPOCH;
  private int calls;

  @ParameterizedTest(name = "held {0} s")
  @CsvSource({"0", "3", "180", "239"})
  void a_held_call_is_waited_for_and_made_once(long seconds) {
    Completion completion = ask(Duration.ofSeconds(seconds), Timers.WHOLE_REQUEST);

    assertThat(completion.completionTokens()).isEqualTo(1);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(seconds));
    assertThat(calls).isEqualTo(1);
  }

  @ParameterizedTest(name = "a request of {0} s")
  @CsvSource({"285", "870"})
  void a_call_that_is_held_for_ever_is_given_up_after_the_longest_call_and_not_made_again(
      long request) {
    assertThatThrownBy(() -> ask(FOR_EVER, Duration.ofSeconds(request)))
        .isInstanceOf(Failure.DeadlineExceeded.class);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(240));
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void a_request_that_has_less_time_gives_up_with_it() {
    assertThatThrownBy(() -> ask(FOR_EVER, Duration.ofSeconds(20)))
        .isInstanceOf(Failure.DeadlineExceeded.class);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(20));
  }

  @ParameterizedTest(name = "{0} s become {1}")
  @CsvSource({"0, 1", "1, 1", "59, 59", "60, 60", "61, 60", "600, 60"})
  void a_client_is_never_told_to_wait_longer_than_a_minute(long seconds, String told) {
    Failure cold = new Failure.ModelWarmingUp(Duration.ofSeconds(seconds), "cold");

    assertThat(ErrorReply.of(cold).headers()).containsEntry("retry-after", told);
  }

  private Completion ask(Duration hold, Duration request) {
    Engine bounded = new BoundedEngine(new Holding(hold), Timers.modelCall(Lane.SERVERLESS));
    Patience patience = Patience.lasting(Timers.patience(Lane.SERVERLESS));
    Engine engine =
        new HoldingEngine(
            bounded,
            patience,
            HoldingEngine.WaitingListener.NONE,
            (pause, _) -> now = now.plus(pause),
            () -> 0);
    Call call = new Call(Deadline.in(request, () -> now), new Cancellation());
    return engine.generate(Generation.of(Prompt.of("Hello"), 5, Sampling.GREEDY), call, _ -> {});
  }

  private final class Holding implements Engine {
    private final Duration hold;
    private final FakeEngine ready = FakeEngine.saying("ready");

    Holding(Duration hold) {
      this.hold = hold;
    }

    @Override
    public Capabilities capabilities() {
      return ready.capabilities();
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      calls++;
      Duration left = call.deadline().remaining();
      if (hold.compareTo(left) >= 0) {
        now = now.plus(left);
        throw new Failure.DeadlineExceeded("held for ever");
      }
      now = now.plus(hold);
      return ready.generate(generation, call, pieces);
    }
  }
}
