package io.github.slmsagemaker.invoker.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
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
import io.github.slmsagemaker.testkit.engine.SlowEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ContinuingEngineTest {
  private static final Duration MINUTE = Timers.SERVERLESS_CALL;
  private static final InstantSource STOPPED = InstantSource.fixed(Instant.EPOCH);
  private static final int SIZE = 30;
  private static final String HELLO = "Hello there, tell me a long story.";

  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();

  @ParameterizedTest(name = "reads {0}, writes {1} tokens a second")
  @CsvSource({"15, 5.2", "8.9, 6.0", "28.8, 12.7", "6, 2.1", "500, 100"})
  void an_answer_longer_than_a_call_comes_whole_and_no_call_runs_out_of_time(
      double reading, double writing) {
    SlowEngine slow = new SlowEngine(SlowEngine.words(300), reading, writing, MINUTE);

    Completion completion = answer(slow, limits(8, true), generation(HELLO, 1000));

    assertThat(text).hasToString(slow.text(0, 300));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.completionTokens()).isEqualTo(300);
    assertThat(completion.promptTokens()).isEqualTo(9);
    assertThat(completion.tokenIds()).isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void a_further_call_continues_by_ids_and_reads_next_to_nothing() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(200), 15, 5.2, MINUTE);

    answer(slow, limits(4, true), generation(HELLO, 1000));

    int written = 0;
    for (Generation each : slow.generations()) {
      assertThat(each.prompt().text()).isEqualTo(HELLO);
      assertThat(each.prompt().generated()).isEqualTo(IntStream.range(0, written).boxed().toList());
      written += each.maxTokens();
    }
    assertThat(slow.readTokens().subList(1, slow.readTokens().size())).isNotEmpty().containsOnly(1);
  }

  @Test
  void the_pace_of_one_call_sizes_the_next() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(1000), 150, 50, MINUTE);

    answer(slow, limits(4, true), generation(HELLO, 1000));

    List<Integer> sizes = slow.generations().stream().map(Generation::maxTokens).toList();
    assertThat(sizes.get(0)).isLessThan(100);
    assertThat(sizes.get(1)).isGreaterThan(1000 - 100);
  }

  @Test
  void an_answer_ends_with_length_when_no_call_is_left() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(4);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(text).hasToString(slow.text(0, completion.completionTokens()));
  }

  @Test
  void max_tokens_is_kept_over_all_calls() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer(slow, limits(4, true), generation(HELLO, 150));

    assertThat(completion.completionTokens()).isEqualTo(150);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(slow.generations()).hasSize(2);
  }

  @Test
  void a_single_call_is_sized_to_end_in_time() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer(slow, limits(1, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.completionTokens()).isPositive();
  }

  @Test
  void an_answer_whose_ids_are_missing_is_not_continued() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE).losingIds();

    Completion completion = answer(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.tokenIds()).isEmpty();
  }

  @Test
  void an_engine_that_takes_no_ids_is_asked_once() {
    Capabilities noIds = new Capabilities(false, false, true, false, false, false, false);
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE).able(noIds);

    Completion completion = answer(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void where_the_cache_is_uncertain_each_call_has_time_to_read_everything_again() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(2000), 15, 5.2, MINUTE).withoutCache();

    Completion completion = answer(slow, limits(4, false), generation(HELLO, 2000));

    assertThat(slow.generations()).hasSize(4);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(text).hasToString(slow.text(0, completion.completionTokens()));
  }

  @Test
  void a_cache_that_was_lost_is_not_counted_on_again() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(2000), 200, 5.2, MINUTE).withoutCache();

    answer(slow, limits(4, true), generation("x".repeat(1000), 2000));

    List<Integer> sizes = slow.generations().stream().map(Generation::maxTokens).toList();
    assertThat(slow.generations()).hasSize(4);
    assertThat(slow.readTokens().getLast()).isGreaterThan(250);
    assertThat(sizes.getLast()).isPositive();
  }

  @Test
  void a_deadline_ends_an_answer_with_length_before_it_passes() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion =
        answer(slow, limits(20, true), generation(HELLO, 9000), Timers.WHOLE_REQUEST);

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.completionTokens()).isGreaterThan(600);
    assertThat(Duration.between(Instant.EPOCH, slow.instant())).isLessThan(Timers.WHOLE_REQUEST);
  }

  @Test
  void a_prompt_too_long_for_one_call_is_read_in_growing_prefixes() {
    String prompt = "0123456789abcdef".repeat(250);
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    Completion completion = answer(slow, limits(8, true), generation(prompt, 100));

    assertThat(text).hasToString(slow.text(0, 40));
    assertThat(completion.promptTokens()).isEqualTo(1000);
    assertThat(completion.completionTokens()).isEqualTo(40);
    assertThat(completion.cachedTokens()).isZero();
    List<Integer> lengths =
        slow.generations().stream().map(each -> each.prompt().text().length()).toList();
    assertThat(lengths).isSorted().hasSizeGreaterThan(2);
    assertThat(slow.readTokens().stream().mapToInt(Integer::intValue).sum()).isLessThan(1010);
    assertThat(slow.generations().getFirst().maxTokens()).isEqualTo(1);
  }

  @Test
  void a_prompt_that_no_number_of_calls_can_read_is_refused_before_anything_is_spent() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    assertThatThrownBy(() -> answer(slow, limits(4, true), generation("long ".repeat(4000), 100)))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("4 calls of 60 s");
    assertThat(slow.generations()).isEmpty();
  }

  @Test
  void where_the_cache_is_uncertain_a_prompt_too_long_for_one_call_is_refused() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    assertThatThrownBy(() -> answer(slow, limits(4, false), generation("long ".repeat(800), 100)))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("1 calls of 60 s");
    assertThat(slow.generations()).isEmpty();
  }

  @Test
  void a_prefix_is_never_cut_inside_a_character() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    answer(slow, limits(8, true), generation("x" + "\ud83d\ude00".repeat(700), 100));

    assertThat(slow.generations()).hasSizeGreaterThan(2);
    assertThat(slow.generations())
        .allSatisfy(each -> assertThat(each.prompt().text()).endsWith("\ude00"));
  }

  @Test
  void a_stop_string_over_the_seam_ends_the_answer() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("one E"), SIZE, FinishReason.LENGTH, 0),
        said(List.of("ND two"), SIZE, FinishReason.LENGTH, 0));

    Completion completion = answer(fake, fake(3), stopping("END"));

    assertThat(text).hasToString("one ");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(fake.generations()).hasSize(2);
  }

  @Test
  void a_listener_that_has_enough_costs_no_further_call() {
    FakeEngine fake = FakeEngine.saying("never").then(answering("a", FinishReason.LENGTH));
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
        new ContinuingEngine(fake, fake(4), new Pace())
            .generate(generation(HELLO, 100), call(STOPPED, Timers.STREAMED_REQUEST), satisfied);

    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(fake.generations()).hasSize(1);
  }

  @Test
  void what_might_have_become_a_stop_string_is_handed_out_in_the_end() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("one E"), SIZE, FinishReason.LENGTH, 0),
        said(List.of("N"), 1, FinishReason.STOP, 0));

    answer(fake, fake(3), stopping("END"));

    assertThat(text).hasToString("one EN");
  }

  @Test
  void tokens_of_an_unfinished_character_are_given_back_and_drawn_again() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(
        said(List.of("smile", " \ufffd"), SIZE, FinishReason.LENGTH, 2),
        said(List.of(" \ud83d\ude00"), 3, FinishReason.STOP, 0));

    Completion completion = answer(fake, fake(3), generation(HELLO, 100));

    assertThat(text).hasToString("smile \ud83d\ude00");
    assertThat(completion.completionTokens()).isEqualTo(SIZE - 2 + 3);
    assertThat(completion.hasAllIds()).isTrue();
    assertThat(fake.generations().get(1).prompt().generated())
        .isEqualTo(IntStream.range(0, SIZE - 2).boxed().toList());
  }

  @Test
  void an_answer_that_ends_inside_a_character_ends_as_the_engine_ended_it() {
    FakeEngine fake = FakeEngine.saying("never");
    fake.then(said(List.of("smile", "\ufffd"), 3, FinishReason.LENGTH, 1));

    Completion completion = answer(fake, fake(3), generation(HELLO, 3));

    assertThat(text).hasToString("smile\ufffd");
    assertThat(completion.completionTokens()).isEqualTo(3);
  }

  @Test
  void log_probabilities_come_over_the_seam_where_they_were_asked_for_and_only_there() {
    Behaviour[] calls = {answering("a", FinishReason.LENGTH), answering("b", FinishReason.STOP)};
    FakeEngine asked = FakeEngine.saying("never").then(calls);
    Generation with =
        new Generation(
            Prompt.of(HELLO), 100, Sampling.GREEDY, List.of(), Optional.empty(), OptionalInt.of(2));
    answer(asked, fake(2), with);
    List<TokenLogprob> seen = pieces.stream().flatMap(p -> p.logprobs().stream()).toList();
    assertThat(seen).extracting(TokenLogprob::token).containsExactly("a", "b");
    assertThat(asked.generations()).allSatisfy(g -> assertThat(g.topLogprobs()).hasValue(2));

    pieces.clear();
    FakeEngine plain = FakeEngine.saying("never").then(calls);
    answer(plain, fake(2), generation(HELLO, 100));
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.logprobs()).isEmpty());
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

    answer(fake, fake(2), json);

    assertThat(text).hasToString("{}");
    assertThat(fake.generations().get(0).outputSchema()).contains(schema);
    assertThat(fake.generations().get(1).outputSchema()).isEmpty();
  }

  @Test
  void a_seed_moves_on_with_each_call() {
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(answering("a", FinishReason.LENGTH), answering("b", FinishReason.STOP));
    Generation seeded = Generation.of(Prompt.of(HELLO), 100, Sampling.DEFAULT.withSeed(41));

    answer(fake, fake(2), seeded);

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

    assertThatThrownBy(() -> answer(fake, fake(4), generation(HELLO, 100))).isInstanceOf(seen);
    assertThat(text).hasToString("a");
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

    assertThatThrownBy(() -> answer(fake, fake(4), generation(HELLO, 100))).isSameAs(cold);
  }

  @Test
  void a_context_that_is_full_ends_the_answer_with_length() {
    FakeEngine fake =
        FakeEngine.saying("never")
            .then(
                answering("a", FinishReason.LENGTH),
                Behaviour.fail(new Failure.ContextLengthExceeded("full")));

    Completion completion = answer(fake, fake(4), generation(HELLO, 100));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(text).hasToString("a");
  }

  @Test
  void an_engine_that_ends_before_the_size_it_was_given_has_no_more_room() {
    FakeEngine fake =
        FakeEngine.saying("never").then(said(List.of("a"), 1, FinishReason.LENGTH, 0));

    Completion completion = answer(fake, limits(4, true), generation(HELLO, 100));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(fake.generations()).hasSize(1);
  }

  @Test
  void a_client_that_is_gone_costs_no_further_call() {
    FakeEngine fake = FakeEngine.saying("never").then(answering("a", FinishReason.LENGTH));
    Engine engine = new ContinuingEngine(fake, fake(4), new Pace());

    assertThatThrownBy(
            () ->
                engine.generate(
                    generation(HELLO, 100),
                    call(STOPPED, Duration.ofMinutes(5)),
                    _ -> cancellation.cancel()))
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
  private static CallLimits fake(int calls) {
    return new CallLimits(Duration.ofSeconds(13), calls, true);
  }

  private static CallLimits limits(int calls, boolean cacheCertain) {
    return new CallLimits(MINUTE, calls, cacheCertain);
  }

  private static Generation generation(String prompt, int maxTokens) {
    return Generation.of(Prompt.of(prompt), maxTokens, Sampling.GREEDY);
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

  private Completion answer(Engine engine, CallLimits limits, Generation generation) {
    return answer(engine, limits, generation, Timers.STREAMED_REQUEST);
  }

  private Completion answer(
      Engine engine, CallLimits limits, Generation generation, Duration deadline) {
    InstantSource clock = engine instanceof SlowEngine slow ? slow : STOPPED;
    return new ContinuingEngine(engine, limits, new Pace())
        .generate(
            generation,
            call(clock, deadline),
            piece -> {
              pieces.add(piece);
              text.append(piece.text());
            });
  }

  private Call call(InstantSource clock, Duration deadline) {
    return new Call(Deadline.in(deadline, clock), cancellation);
  }
}
