package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.GeneratedToken.Likelihood;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.TokenConsumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaSessionTest {
  private static final TokenConsumer ALL = _ -> true;

  private LlamaModel model;
  private LlamaSession session;

  @BeforeEach
  void open() {
    model = RealEngine.model();
    session = LlamaSession.open(model, RealEngine.options());
  }

  @AfterEach
  void close() {
    if (session != null) {
      session.close();
      model.close();
    }
  }

  private GenerationRequest request(String prompt, int maxTokens, Sampling sampling) {
    return GenerationRequest.of(model.tokenize(prompt, true, false), maxTokens, sampling);
  }

  /** Random models end at random: without their end tokens they run on. */
  private Sampling.Builder endless() {
    Sampling.Builder sampling = Sampling.builder();
    for (int token = 0; token < model.vocabularySize(); token++) {
      if (model.isEndOfGeneration(token)) {
        sampling.logitBias(token, Double.NEGATIVE_INFINITY);
      }
    }
    return sampling;
  }

  private Generation run(GenerationRequest request) {
    return session.generate(request, ALL, RealEngine.NEVER);
  }

  @Test
  void greedy_generation_repeats_exactly() {
    GenerationRequest request = request("hello world", 40, endless().temperature(0).build());
    Generation first = run(request.withoutCache());
    Generation second = run(request.withoutCache());
    assertThat(first.ids()).hasSize(40).isEqualTo(second.ids());
    assertThat(first.ids().stream().distinct()).as("a varied answer").hasSizeGreaterThan(4);
    assertThat(first.stopReason()).isEqualTo(StopReason.LIMIT);
  }

  @Test
  void a_seed_decides_the_answer() {
    GenerationRequest seven = request("hello", 40, endless().seed(7).build());
    GenerationRequest eight = request("hello", 40, endless().seed(8).build());
    List<Integer> first = run(seven.withoutCache()).ids();
    assertThat(run(seven.withoutCache()).ids()).isEqualTo(first);
    assertThat(run(eight.withoutCache()).ids()).isNotEqualTo(first);
  }

  @Test
  void a_cached_prefix_gives_the_ids_of_a_cold_run() {
    Sampling sampling = endless().temperature(0).build();
    String shared = "the user and the assistant have one word for that ".repeat(3);
    GenerationRequest wanted = request(shared + "hello and what is there", 30, sampling);
    List<Integer> cold = run(wanted.withoutCache()).ids();

    run(request(shared + "world, not this at all", 10, sampling).withoutCache());
    Generation warm = run(wanted);

    assertThat(warm.cachedTokens()).isGreaterThan(20).isLessThan(warm.promptTokens());
    assertThat(warm.ids()).isEqualTo(cold);
  }

  @Test
  void the_same_prompt_again_reads_one_token() {
    GenerationRequest request = request("hello world and all", 1, Sampling.greedy());
    run(request);
    Generation again = run(request);
    assertThat(again.cachedTokens()).isEqualTo(again.promptTokens() - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 19, 29})
  void an_answer_continued_by_ids_equals_the_uncut_one(int cut) {
    Sampling sampling = endless().temperature(0).build();
    GenerationRequest whole = request("hello world", 30, sampling).withoutCache();
    List<Integer> uncut = run(whole).ids();

    List<Integer> head = run(request("hello world", cut, sampling).withoutCache()).ids();
    List<Integer> prompt = new ArrayList<>(whole.prompt());
    prompt.addAll(head);
    Generation tail = run(GenerationRequest.of(prompt, 30 - cut, sampling));

    assertThat(tail.cachedTokens()).isEqualTo(prompt.size() - 1);
    assertThat(head).isEqualTo(uncut.subList(0, cut));
    assertThat(tail.ids()).isEqualTo(uncut.subList(cut, 30));
  }

  @Test
  void no_token_asked_for_only_reads_the_prompt() {
    Generation read = run(request("hello world", 0, Sampling.greedy()));
    assertThat(read.ids()).isEmpty();
    assertThat(read.stopReason()).isEqualTo(StopReason.LIMIT);
    assertThat(session.cachedTokens()).isEqualTo(read.promptTokens());
  }

  @Test
  void an_end_token_ends_the_answer_and_is_its_last_id() {
    Sampling sampling = Sampling.builder().logitBias(model.endOfSequence(), 1000).build();
    List<GeneratedToken> tokens = new ArrayList<>();
    Generation generation =
        session.generate(request("hi", 9, sampling), tokens::add, RealEngine.NEVER);
    assertThat(generation.stopReason()).isEqualTo(StopReason.END_OF_GENERATION);
    assertThat(generation.ids()).containsExactly(model.endOfSequence());
    assertThat(tokens).singleElement().matches(GeneratedToken::endOfGeneration);
  }

  @Test
  void a_consumer_stops_the_answer() {
    AtomicInteger left = new AtomicInteger(3);
    Generation generation =
        session.generate(
            request("hi", 50, endless().build()),
            _ -> left.decrementAndGet() > 0,
            RealEngine.NEVER);
    assertThat(generation.stopReason()).isEqualTo(StopReason.STOPPED_BY_CONSUMER);
    assertThat(generation.ids()).hasSize(3);
  }

  @Test
  void a_cancel_flag_ends_the_answer_before_the_next_token() {
    AtomicInteger seen = new AtomicInteger();
    Generation generation =
        session.generate(
            request("hi", 50, endless().build()),
            _ -> seen.incrementAndGet() > 0,
            () -> seen.get() == 4);
    assertThat(generation.stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(generation.ids()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 30, 60, 200})
  void a_cancel_flag_ends_the_reading_and_spoils_nothing(int polls) {
    Sampling sampling = endless().temperature(0).build();
    GenerationRequest request =
        request("the user and the assistant have one word ".repeat(7), 20, sampling);
    List<Integer> cold = run(request.withoutCache()).ids();

    AtomicInteger left = new AtomicInteger(polls);
    Generation cancelled =
        session.generate(request.withoutCache(), ALL, () -> left.getAndDecrement() <= 0);

    assertThat(cancelled.stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(cancelled.ids()).isEmpty();
    assertThat(session.cachedTokens()).isLessThan(request.prompt().size());
    Generation after = run(request);
    assertThat(after.cachedTokens()).isLessThan(request.prompt().size());
    assertThat(after.ids()).isEqualTo(cold);
  }

  @Test
  void a_cancel_flag_that_throws_fails_the_call_and_not_the_process() {
    AtomicInteger left = new AtomicInteger(9);
    GenerationRequest request = request("one word and all ".repeat(9), 5, Sampling.greedy());
    assertThatThrownBy(
            () ->
                session.generate(
                    request,
                    ALL,
                    () -> {
                      if (left.getAndDecrement() == 0) {
                        throw new IllegalStateException("flag broke");
                      }
                      return false;
                    }))
        .hasMessage("flag broke");
    assertThat(run(request).stopReason()).isEqualTo(StopReason.LIMIT);
  }

  @Test
  void an_answer_stops_where_the_context_is_full() {
    Generation generation = run(request("hello", 100_000, endless().build()));
    assertThat(generation.stopReason()).isEqualTo(StopReason.CONTEXT_FULL);
    assertThat(generation.promptTokens() + generation.ids().size()).isEqualTo(257);
  }

  @Test
  void a_prompt_that_leaves_no_room_is_refused_with_both_numbers() {
    int[] prompt = new int[256];
    Arrays.fill(prompt, 65);
    assertThatThrownBy(() -> run(GenerationRequest.of(prompt, 1, Sampling.greedy())))
        .isInstanceOfSatisfying(
            LlamaException.ContextOverflow.class,
            e -> {
              assertThat(e.promptTokens()).isEqualTo(256);
              assertThat(e.contextTokens()).isEqualTo(256);
            })
        .hasMessageContaining("256 tokens");
    int[] fits = Arrays.copyOf(prompt, 255);
    assertThat(run(GenerationRequest.of(fits, 1, Sampling.greedy())).ids()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_000, Integer.MIN_VALUE})
  void an_id_outside_the_vocabulary_is_refused(int id) {
    assertThatThrownBy(() -> run(GenerationRequest.of(new int[] {65, id}, 1, Sampling.greedy())))
        .isInstanceOf(LlamaException.InvalidRequest.class)
        .hasMessageContaining("token id " + id);
    assertThatThrownBy(() -> run(request("a", 1, Sampling.builder().logitBias(id, 1).build())))
        .isInstanceOf(LlamaException.InvalidRequest.class);
  }

  @Test
  void top_logprobs_are_a_distribution_and_greedy_takes_the_first() {
    List<GeneratedToken> tokens = new ArrayList<>();
    GenerationRequest request = request("hello", 20, Sampling.greedy()).withLogprobs(5);
    session.generate(request, tokens::add, RealEngine.NEVER);
    for (GeneratedToken token : tokens) {
      assertThat(token.likeliest())
          .hasSize(5)
          .first()
          .isEqualTo(new Likelihood(token.id(), token.logprob().orElseThrow()));
      assertThat(sumOfProbabilities(token)).isPositive().isLessThanOrEqualTo(1);
      assertThat(token.likeliest().stream().map(top -> -top.logprob())).isSorted();
    }
  }

  private static double sumOfProbabilities(GeneratedToken token) {
    return token.likeliest().stream().mapToDouble(top -> Math.exp(top.logprob())).sum();
  }

  @Test
  void a_context_longer_than_the_training_is_refused() {
    assertThatThrownBy(() -> LlamaSession.open(model, RealEngine.options().withContextTokens(4096)))
        .isInstanceOf(LlamaException.InvalidRequest.class)
        .hasMessageContaining("4096")
        .hasMessageContaining("2048");
  }

  @Test
  void another_thread_cannot_use_the_session() throws InterruptedException {
    AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
    GenerationRequest request = request("hello", 1, Sampling.greedy());
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                run(request);
              } catch (RuntimeException e) {
                seen.set(e);
              }
            })
        .join();
    assertThat(seen.get()).isInstanceOf(WrongThreadException.class);
  }

  @Test
  void a_model_with_an_open_session_stays_open() {
    assertThatThrownBy(model::close).hasMessageContaining("1 sessions are open");
    assertThat(run(request("hello", 1, Sampling.greedy())).ids()).hasSize(1);
  }

  @Test
  void a_closed_session_refuses() {
    GenerationRequest request = request("hello", 1, Sampling.greedy());
    session.close();
    assertThatThrownBy(() -> run(request)).isInstanceOf(LlamaException.Closed.class);
    session.close();
  }
}
