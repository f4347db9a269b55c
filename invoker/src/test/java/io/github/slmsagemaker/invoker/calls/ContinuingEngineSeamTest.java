package io.github.slmsagemaker.invoker.calls;

import static io.github.slmsagemaker.invoker.calls.ContinuedAnswer.HELLO;
import static io.github.slmsagemaker.invoker.calls.ContinuedAnswer.generation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happens where one call of an answer ends and the next goes on. */
final class ContinuingEngineSeamTest {
  private static final int SIZE = 30;

  private final Call call =
      new Call(
          Deadline.in(Timers.STREAMED_REQUEST, InstantSource.fixed(Instant.EPOCH)),
          new Cancellation());
  private final ContinuedAnswer answer = new ContinuedAnswer();

  @Test
  void a_stop_string_over_the_seam_ends_the_answer() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("one E"), SIZE, FinishReason.LENGTH, 0),
        said(List.of("ND two"), SIZE, FinishReason.LENGTH, 0));

    Completion completion = answer.by(fake, limits(3), stopping("END"));

    assertThat(answer.text()).isEqualTo("one ");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(fake.generations()).hasSize(2);
  }

  @Test
  void a_listener_that_has_enough_costs_no_further_call() {
    FakeEngine fake = FakeEngine.saying("never").then(answering("a", FinishReason.LENGTH));
    StringBuilder text = new StringBuilder();
    Engine.PieceListener satisfied =
        new Engine.PieceListener() {
          @Override
          public void accept(Piece piece) {
            text.append(piece.text());
          }

          @Override
          public boolean enough() {
            return !text.isEmpty();
          }
        };

    Completion completion =
        new ContinuingEngine(fake, limits(4), new Pace(new Pace.Expected(15, 5.2)))
            .generate(generation(HELLO, 100), call, satisfied);

    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(fake.generations()).hasSize(1);
  }

  @Test
  void what_might_have_become_a_stop_string_is_handed_out_in_the_end() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("one E"), SIZE, FinishReason.LENGTH, 0),
        said(List.of("N"), 1, FinishReason.STOP, 0));

    answer.by(fake, limits(3), stopping("END"));

    assertThat(answer.text()).isEqualTo("one EN");
  }

  @Test
  void tokens_of_an_unfinished_character_are_given_back_and_drawn_again() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("smile", " \ufffd"), SIZE, FinishReason.LENGTH, 2),
        said(List.of(" \ud83d\ude00"), 3, FinishReason.STOP, 0));

    Completion completion = answer.by(fake, limits(3), generation(HELLO, 100));

    assertThat(answer.text()).isEqualTo("smile \ud83d\ude00");
    assertThat(completion.completionTokens()).isEqualTo(SIZE - 2 + 3);
    assertThat(completion.hasAllIds()).isTrue();
    assertThat(fake.generations().get(1).prompt().generated())
        .isEqualTo(IntStream.range(0, SIZE - 2).boxed().toList());
  }

  @Test
  void an_answer_that_ends_inside_a_character_ends_as_the_engine_ended_it() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(said(List.of("smile", "\ufffd"), 3, FinishReason.LENGTH, 1));

    Completion completion = answer.by(fake, limits(3), generation(HELLO, 3));

    assertThat(answer.text()).isEqualTo("smile\ufffd");
    assertThat(completion.completionTokens()).isEqualTo(3);
  }

  @Test
  void log_probabilities_come_over_the_seam_where_they_were_asked_for_and_only_there() {
    Behaviour[] calls = {answering("a", FinishReason.LENGTH), answering("b", FinishReason.STOP)};
    FakeEngine asked = FakeEngine.saying("never").then(calls);
    Generation with =
        new Generation(
            Prompt.of(HELLO), 100, Sampling.GREEDY, List.of(), Optional.empty(), OptionalInt.of(2));
    answer.by(asked, limits(2), with);
    List<TokenLogprob> seen = answer.pieces().stream().flatMap(p -> p.logprobs().stream()).toList();
    assertThat(seen).extracting(TokenLogprob::token).containsExactly("a", "b");
    assertThat(asked.generations()).allSatisfy(g -> assertThat(g.topLogprobs()).hasValue(2));

    FakeEngine plain = FakeEngine.saying("never").then(calls);
    ContinuedAnswer plainly = new ContinuedAnswer();
    plainly.by(plain, limits(2), generation(HELLO, 100));
    assertThat(plainly.pieces())
        .isNotEmpty()
        .allSatisfy(piece -> assertThat(piece.logprobs()).isEmpty());
    assertThat(plain.generations().get(0).topLogprobs()).hasValue(0);
    assertThat(plain.generations().get(1).topLogprobs()).isEmpty();
  }

  @Test
  void only_the_first_call_is_held_to_a_schema() {
    ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(answering("{", FinishReason.LENGTH), answering("}", FinishReason.STOP));
    Generation json =
        new Generation(
            Prompt.of(HELLO),
            100,
            Sampling.GREEDY,
            List.of(),
            Optional.of(schema),
            OptionalInt.empty());

    answer.by(fake, limits(2), json);

    assertThat(answer.text()).isEqualTo("{}");
    assertThat(fake.generations().get(0).outputSchema()).contains(schema);
    assertThat(fake.generations().get(1).outputSchema()).isEmpty();
  }

  @Test
  void a_seed_moves_on_with_each_call() {
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(answering("a", FinishReason.LENGTH), answering("b", FinishReason.STOP));
    Generation seeded = Generation.of(Prompt.of(HELLO), 100, Sampling.DEFAULT.withSeed(41));

    answer.by(fake, limits(2), seeded);

    assertThat(fake.generations())
        .extracting(each -> each.sampling().seed().getAsLong())
        .containsExactly(41L, 42L);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_further_call_that_fails_fails_the_answer_and_is_not_made_again(
      Failure failure, Class<? extends Failure> seen) {
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(answering("a", FinishReason.LENGTH), Behaviour.fail(failure));

    assertThatThrownBy(() -> answer.by(fake, limits(4), generation(HELLO, 100))).isInstanceOf(seen);
    assertThat(answer.text()).isEqualTo("a");
    assertThat(fake.generations()).hasSize(2);
  }

  static List<Object[]> failures() {
    Duration second = Duration.ofSeconds(1);
    return List.of(
        new Object[] {new Failure.EngineFailed("broke"), Failure.EngineFailed.class},
        new Object[] {new Failure.EngineTimedOut("late"), Failure.EngineTimedOut.class},
        new Object[] {new Failure.DeadlineExceeded("late"), Failure.DeadlineExceeded.class},
        new Object[] {
          new Failure.ModelWarmingUp(second, "cold"), Failure.EndpointUnavailable.class
        },
        new Object[] {new Failure.RateLimited(second, "slow"), Failure.EndpointUnavailable.class},
        new Object[] {new Failure.EngineBusy(second, "busy"), Failure.EndpointUnavailable.class});
  }

  @Test
  void a_first_call_that_is_refused_is_refused_in_the_same_words() {
    Failure cold = new Failure.ModelWarmingUp(Duration.ofSeconds(1), "cold");
    FakeEngine fake = FakeEngine.saying("never").then(Behaviour.fail(cold));

    assertThatThrownBy(() -> answer.by(fake, limits(4), generation(HELLO, 100))).isSameAs(cold);
  }

  @Test
  void a_context_that_is_full_ends_the_answer_with_length() {
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(
                answering("a", FinishReason.LENGTH),
                Behaviour.fail(new Failure.ContextLengthExceeded("full")));

    Completion completion = answer.by(fake, limits(4), generation(HELLO, 100));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer.text()).isEqualTo("a");
  }

  @Test
  void an_engine_that_ends_before_the_size_it_was_given_has_no_more_room() {
    FakeEngine fake =
        FakeEngine.saying("never").then(said(List.of("a"), 1, FinishReason.LENGTH, 0));

    Completion completion =
        answer.by(fake, new CallLimits(Timers.SERVERLESS_CALL, 4, true), generation(HELLO, 100));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(fake.generations()).hasSize(1);
  }

  @Test
  void a_client_that_is_gone_costs_no_further_call() {
    FakeEngine fake = FakeEngine.saying("never").then(answering("a", FinishReason.LENGTH));
    Engine engine = new ContinuingEngine(fake, limits(4), new Pace(new Pace.Expected(15, 5.2)));

    assertThatThrownBy(
            () -> engine.generate(generation(HELLO, 100), call, _ -> call.cancellation().cancel()))
        .isInstanceOf(Failure.Cancelled.class);
    assertThat(fake.generations()).hasSize(1);
  }

  /** Ends after as many tokens as it is asked for, whatever those are. */
  private static Behaviour answering(String word, FinishReason reason) {
    Piece piece = new Piece(word, List.of(new TokenLogprob(word, -1, List.of())));
    return Behaviour.answer(List.of(piece), completion(SIZE, reason, 0));
  }

  private static Behaviour said(
      List<String> texts, int tokens, FinishReason reason, int unfinished) {
    return Behaviour.answer(
        texts.stream().map(Piece::of).toList(), completion(tokens, reason, unfinished));
  }

  private static Completion completion(int tokens, FinishReason reason, int unfinished) {
    return new Completion(
        reason,
        9,
        tokens,
        0,
        IntStream.range(0, tokens).boxed().toList(),
        Optional.empty(),
        unfinished);
  }

  /** So short that no call is sized to more than {@link #SIZE} tokens. */
  private static CallLimits limits(int calls) {
    return new CallLimits(Duration.ofSeconds(13), calls, true);
  }

  private static Generation stopping(String stop) {
    return new Generation(
        Prompt.of(HELLO),
        100,
        Sampling.GREEDY,
        List.of(stop),
        Optional.empty(),
        OptionalInt.empty());
  }
}
