package io.github.slmsagemaker.invoker.calls;

import static io.github.slmsagemaker.invoker.calls.ContinuedAnswer.HELLO;
import static io.github.slmsagemaker.invoker.calls.ContinuedAnswer.generation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.SlowEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an answer is parted into calls that end in time. */
final class ContinuingEngineTest {
  private static final Duration MINUTE = Timers.SERVERLESS_CALL;

  private final ContinuedAnswer answer = new ContinuedAnswer();

  @ParameterizedTest(name = "reads {0}, writes {1} tokens a second")
  @CsvSource({"15, 5.2", "8.9, 6.0", "28.8, 12.7", "6, 2.1", "500, 100"})
  void an_answer_longer_than_a_call_comes_whole_and_no_call_runs_out_of_time(
      double reading, double writing) {
    SlowEngine slow = new SlowEngine(SlowEngine.words(300), reading, writing, MINUTE);

    Completion completion = answer.by(slow, limits(8, true), generation(HELLO, 1000));

    assertThat(answer.text()).isEqualTo(slow.text(0, 300));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.completionTokens()).isEqualTo(300);
    assertThat(completion.promptTokens()).isEqualTo(9);
    assertThat(completion.tokenIds()).isEqualTo(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void a_further_call_continues_by_ids_and_reads_next_to_nothing() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(200), 15, 5.2, MINUTE);

    answer.by(slow, limits(4, true), generation(HELLO, 1000));

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

    answer.by(slow, limits(4, true), generation(HELLO, 1000));

    List<Integer> sizes = slow.generations().stream().map(Generation::maxTokens).toList();
    assertThat(sizes.get(0)).isLessThan(100);
    assertThat(sizes.get(1)).isGreaterThan(1000 - 100);
  }

  @Test
  void an_answer_ends_with_length_when_no_call_is_left() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer.by(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(4);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer.text()).isEqualTo(slow.text(0, completion.completionTokens()));
  }

  @Test
  void max_tokens_is_kept_over_all_calls() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer.by(slow, limits(4, true), generation(HELLO, 150));

    assertThat(completion.completionTokens()).isEqualTo(150);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(slow.generations()).hasSize(2);
  }

  @Test
  void a_single_call_is_sized_to_end_in_time() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion = answer.by(slow, limits(1, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.completionTokens()).isPositive();
  }

  @Test
  void an_answer_whose_ids_are_missing_is_not_continued() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE).losingIds();

    Completion completion = answer.by(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.tokenIds()).isEmpty();
  }

  @Test
  void an_engine_that_takes_no_ids_is_asked_once() {
    Capabilities noIds = Capabilities.of(Capability.LOGPROBS);
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE).able(noIds);

    Completion completion = answer.by(slow, limits(4, true), generation(HELLO, 9000));

    assertThat(slow.generations()).hasSize(1);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void where_the_cache_is_uncertain_each_call_has_time_to_read_everything_again() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(2000), 15, 5.2, MINUTE).withoutCache();

    Completion completion = answer.by(slow, limits(4, false), generation(HELLO, 2000));

    assertThat(slow.generations()).hasSize(4);
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer.text()).isEqualTo(slow.text(0, completion.completionTokens()));
  }

  @Test
  void a_cache_that_was_lost_is_not_counted_on_again() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(2000), 200, 5.2, MINUTE).withoutCache();

    answer.by(slow, limits(4, true), generation("x".repeat(1000), 2000));

    List<Integer> sizes = slow.generations().stream().map(Generation::maxTokens).toList();
    assertThat(slow.generations()).hasSize(4);
    assertThat(slow.readTokens().getLast()).isGreaterThan(250);
    assertThat(sizes.getLast()).isPositive();
  }

  @Test
  void a_deadline_ends_an_answer_with_length_before_it_passes() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(9000), 15, 5.2, MINUTE);

    Completion completion =
        answer.by(slow, limits(20, true), generation(HELLO, 9000), Timers.WHOLE_REQUEST);

    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.completionTokens()).isGreaterThan(600);
    assertThat(Duration.between(Instant.EPOCH, slow.instant())).isLessThan(Timers.WHOLE_REQUEST);
  }

  @Test
  void a_prompt_too_long_for_one_call_is_read_in_growing_prefixes() {
    String prompt = "0123456789abcdef".repeat(250);
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    Completion completion = answer.by(slow, limits(8, true), generation(prompt, 100));

    assertThat(answer.text()).isEqualTo(slow.text(0, 40));
    assertThat(completion.promptTokens()).isEqualTo(1000);
    assertThat(completion.completionTokens()).isEqualTo(40);
    assertThat(completion.cachedTokens()).isZero();
    List<Integer> lengths =
        slow.generations().stream().map(each -> each.prompt().text().length()).toList();
    assertThat(lengths).isSorted().hasSizeGreaterThan(2);
    assertThat(slow.readTokens().stream().mapToInt(Integer::intValue).sum()).isLessThan(1010);
    assertThat(slow.generations().getFirst().maxTokens()).isEqualTo(1);
  }

  /** 1000 tokens are 67 s of reading, more than a call has: they were read before. */
  @Test
  void what_the_engine_has_read_before_is_not_counted_and_not_cut() {
    String beginning = "0123456789abcdef".repeat(250);
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);
    answer.by(slow, limits(8, true), generation(beginning, 1));
    int before = slow.generations().size();
    CallLimits limits = new CallLimits(MINUTE, 4, true, Optional.of(KnownBeginning.of(beginning)));

    Completion completion = answer.by(slow, limits, generation(beginning + " and a question", 40));

    assertThat(slow.generations()).hasSize(before + 1);
    assertThat(completion.promptTokens()).isGreaterThan(1000);
    assertThat(completion.completionTokens()).isEqualTo(40);
  }

  @Test
  void what_stands_behind_it_is_read_in_prefixes_that_have_all_of_it() {
    String beginning = "0123456789abcdef".repeat(250);
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);
    answer.by(slow, limits(8, true), generation(beginning, 1));
    int before = slow.generations().size();
    CallLimits limits = new CallLimits(MINUTE, 8, true, Optional.of(KnownBeginning.of(beginning)));

    answer.by(slow, limits, generation(beginning + "0123456789abcdef".repeat(250), 40));

    assertThat(slow.generations()).hasSizeGreaterThan(before + 2);
    assertThat(slow.generations().subList(before, slow.generations().size()))
        .allSatisfy(
            each -> assertThat(each.prompt().text().length()).isGreaterThan(beginning.length()));
  }

  @Test
  void a_prompt_that_no_number_of_calls_can_read_is_refused_before_anything_is_spent() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    assertThatThrownBy(
            () -> answer.by(slow, limits(4, true), generation("long ".repeat(4000), 100)))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("4 calls of 60 s");
    assertThat(slow.generations()).isEmpty();
  }

  /** What is planned for one call, 55 s of reading, is read by a process that saw nothing yet. */
  @ParameterizedTest(name = "{0} tokens a second, {1} calls, cache certain: {2}")
  @CsvSource({
    "86, 1, true",
    "86, 1, false",
    "86, 4, false",
    "86, 2, true",
    "86, 3, true",
    "86, 4, true",
    "9.4, 1, true",
    "9.4, 2, true",
    "9.4, 4, true",
    "32.4, 1, false",
    "32.4, 2, true"
  })
  void the_first_prompt_of_all_may_be_the_largest_that_is_planned_with(
      double reads, int calls, boolean certain) {
    SlowEngine slow = new SlowEngine(SlowEngine.words(1), reads, reads / 3, MINUTE);
    ContinuedAnswer first = new ContinuedAnswer(new Pace.Expected(reads, reads / 3));
    String prompt = "word".repeat((int) (55 * reads) - 1);

    Completion completion = first.by(slow, limits(calls, certain), generation(prompt, 1));

    assertThat(completion.completionTokens()).isEqualTo(1);
    assertThat(slow.generations()).hasSizeLessThanOrEqualTo(calls);
  }

  @Test
  void a_faster_model_reads_longer_first_prompts() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 86, 29.7, MINUTE);
    ContinuedAnswer first = new ContinuedAnswer(new Pace.Expected(86, 29.7));

    Completion completion = first.by(slow, limits(4, true), generation("word".repeat(9000), 40));

    assertThat(slow.generations()).hasSize(4);
    assertThat(completion.completionTokens()).isEqualTo(40);
  }

  @Test
  void where_the_cache_is_uncertain_a_prompt_too_long_for_one_call_is_refused() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    assertThatThrownBy(
            () -> answer.by(slow, limits(4, false), generation("long ".repeat(1000), 100)))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageContaining("1 calls of 60 s");
    assertThat(slow.generations()).isEmpty();
  }

  @Test
  void a_prefix_is_never_cut_inside_a_character() {
    SlowEngine slow = new SlowEngine(SlowEngine.words(40), 15, 5.2, MINUTE);

    answer.by(slow, limits(8, true), generation("x" + "\ud83d\ude00".repeat(700), 100));

    assertThat(slow.generations()).hasSizeGreaterThan(2);
    assertThat(slow.generations())
        .allSatisfy(each -> assertThat(each.prompt().text()).endsWith("\ude00"));
  }

  private static CallLimits limits(int calls, boolean cacheCertain) {
    return new CallLimits(MINUTE, calls, cacheCertain);
  }
}
