package io.github.slmsagemaker.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.calls.CallLimits;
import io.github.slmsagemaker.invoker.calls.ContinuingEngine;
import io.github.slmsagemaker.invoker.calls.Pace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Where one call ends and the next begins cannot be seen: llama.cpp, the model server, the
 * endpoint, the AWS client and the continuation, an answer cut at every position.
 */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class SeamTest {
  private static final int TOKENS = 40;
  private static final Set<Integer> EVERY_CUT =
      IntStream.range(1, TOKENS).boxed().collect(Collectors.toCollection(TreeSet::new));
  private static final Duration SHORTEST = Duration.ofMillis(3600);
  private static final Duration STEP = Duration.ofMillis(500);

  /** Random weights answer in random bytes: these begin characters and end some of them. */
  private static final List<String> PROMPTS =
      List.of(
          "Count to ten, then further and back.....",
          "Say \ud83d\ude00 and then something of your own..",
          "The caf\u00e9 costs 3 \u20ac, and what is more than");

  private Stand stand;

  @BeforeAll
  void start() {
    stand = new Stand(EngineKind.LLAMA_CPP, false);
  }

  @AfterAll
  void end() {
    stand.close();
  }

  @Test
  void an_answer_cut_anywhere_inside_characters_too_has_the_ids_and_the_text_of_one_call() {
    Set<Integer> unfinished = new TreeSet<>();
    for (String prompt : PROMPTS) {
      Generation generation = generation(prompt, OptionalInt.empty());
      Said whole = said(stand.engine, generation);
      Set<Integer> cuts =
          atEveryCut(
              generation,
              (joined, calls) -> {
                assertThat(joined.completion().tokenIds()).isEqualTo(whole.completion().tokenIds());
                assertThat(readable(joined.text()))
                    .as("calls %s", calls)
                    .isEqualTo(readable(whole.text()));
                assertThat(joined.completion().completionTokens()).isEqualTo(TOKENS);
                assertThat(joined.completion().finishReason()).isEqualTo(FinishReason.LENGTH);
                assertThat(joined.completion().promptTokens())
                    .isEqualTo(whole.completion().promptTokens());
                assertThat(calls).hasSizeGreaterThan(1);
                unfinished.add(calls.getFirst().unfinishedTokens());
                assertThat(calls.subList(1, calls.size()))
                    .allSatisfy(call -> assertThat(readAgain(call)).isBetween(1, 4));
              });
      assertThat(cuts).isEqualTo(EVERY_CUT);
    }
    assertThat(unfinished).contains(0, 1);
  }

  @Test
  void an_answer_cut_anywhere_has_the_log_probabilities_of_one_call() {
    Generation generation = generation(PROMPTS.getFirst(), OptionalInt.of(1));
    Said whole = said(stand.engine, generation);

    Set<Integer> cuts =
        atEveryCut(
            generation,
            (joined, _) ->
                assertThat(readable(joined.tokens())).isEqualTo(readable(whole.tokens())));

    assertThat(cuts).isEqualTo(EVERY_CUT);
  }

  @Test
  void a_stop_string_cut_anywhere_ends_the_answer_as_in_one_call() {
    String text = said(stand.engine, generation(PROMPTS.getFirst(), OptionalInt.empty())).text();
    String stop =
        IntStream.range(text.length() / 3, text.length() - 5)
            .mapToObj(at -> text.substring(at, at + 5))
            .filter(part -> part.equals(readable(part)))
            .findFirst()
            .orElseThrow();
    Generation stopping =
        new Generation(
            Prompt.of(PROMPTS.getFirst()),
            TOKENS,
            Sampling.GREEDY,
            List.of(stop),
            Optional.empty(),
            OptionalInt.empty());
    Said whole = said(stand.engine, stopping);
    assertThat(whole.completion().finishReason()).isEqualTo(FinishReason.STOP);

    atEveryCut(
        stopping,
        (joined, _) -> {
          assertThat(readable(joined.text())).isEqualTo(readable(whole.text()));
          assertThat(joined.completion().finishReason()).isEqualTo(FinishReason.STOP);
        });
  }

  /** Lets the time of a call grow, so that the first call's size does; all sizes seen. */
  private Set<Integer> atEveryCut(Generation generation, BiConsumer<Said, List<Completion>> check) {
    Set<Integer> cuts = new TreeSet<>();
    for (Duration time = SHORTEST; ; time = time.plus(STEP)) {
      Watched watched = new Watched(stand.engine, new ArrayList<>(), new ArrayList<>());
      CallLimits limits = new CallLimits(time, TOKENS, true);
      Said joined =
          said(
              new ContinuingEngine(watched, limits, new Pace(new Pace.Expected(15, 5.2))),
              generation);
      int cut = watched.sizes.getFirst();
      if (cut >= TOKENS) {
        return cuts;
      }
      if (cuts.add(cut)) {
        check.accept(joined, watched.completions);
      }
    }
  }

  /**
   * Without what is no text: random weights also write bytes that belong to no character, and into
   * how many U+FFFD such a run falls depends on where it is cut.
   */
  private static String readable(String text) {
    return text.replace("\ufffd", "");
  }

  private static int readAgain(Completion completion) {
    return completion.promptTokens() - completion.cachedTokens();
  }

  private static Generation generation(String prompt, OptionalInt topLogprobs) {
    return new Generation(
        Prompt.of(prompt), TOKENS, Sampling.GREEDY, List.of(), Optional.empty(), topLogprobs);
  }

  private static Said said(Engine engine, Generation generation) {
    StringBuilder text = new StringBuilder();
    List<TokenLogprob> logprobs = new ArrayList<>();
    Call call =
        new Call(Deadline.in(Duration.ofMinutes(1), InstantSource.system()), new Cancellation());
    Completion completion =
        engine.generate(
            generation,
            call,
            piece -> {
              text.append(piece.text());
              logprobs.addAll(piece.logprobs());
            });
    return new Said(text.toString(), logprobs, completion);
  }

  private record Said(String text, List<TokenLogprob> logprobs, Completion completion) {
    String tokens() {
      return logprobs.stream().map(TokenLogprob::token).collect(Collectors.joining());
    }
  }

  /** Sees every call. */
  private record Watched(Engine engine, List<Integer> sizes, List<Completion> completions)
      implements Engine {
    @Override
    public Capabilities capabilities() {
      return engine.capabilities();
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      sizes.add(generation.maxTokens());
      Completion completion = engine.generate(generation, call, pieces);
      completions.add(completion);
      return completion;
    }
  }
}
