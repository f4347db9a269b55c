package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnsweringTest {

  @Test
  void what_does_not_fit_is_said_in_openais_words_wherever_it_is_noticed() {
    String begin = "This model's maximum context length is 4096 tokens. ";
    FakeEngine engine =
        FakeEngine.usually(Behaviour.fail(new Failure.ContextLengthExceeded("it says so")));

    assertThatThrownBy(() -> Stage.hear("", engine))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessage(begin + "However, it says so");
    assertThatThrownBy(
            () -> Stage.complete(",'prompt':'" + "x".repeat(600_000) + "'", engine, new Heard()))
        .isInstanceOf(Failure.ContextLengthExceeded.class)
        .hasMessageStartingWith(begin)
        .hasMessageContaining("shorten");
    assertThat(engine.generations()).hasSize(1);
  }

  @Test
  void text_is_handed_out_as_it_comes() {
    Heard heard = Stage.hear("", FakeEngine.saying("one", " two", " three"));

    assertThat(heard.texts()).containsExactly("one", " two", " three");
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void the_prompt_is_rendered_without_the_token_that_engines_add() {
    FakeEngine engine = FakeEngine.saying("x");

    Stage.hear("", engine);

    assertThat(engine.generations().getFirst().prompt().text())
        .isEqualTo(
            """
            <|im_start|>system
            You are a helpful assistant.<|im_end|>
            <|im_start|>user
            Go<|im_end|>
            <|im_start|>assistant
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"`` | 2147483647", "`,'max_tokens':5` | 5", "`,'max_tokens':9000` | 4096"})
  void a_budget_is_the_clients_but_no_more_than_the_context(String fields, int asked) {
    FakeEngine engine = FakeEngine.saying("x");

    Stage.hear(fields, engine);

    assertThat(engine.generations().getFirst().maxTokens()).isEqualTo(asked);
  }

  /**
   * An engine that cuts no budget by itself: 110 bytes leave 4060, and then an eighth is asked for.
   */
  @Test
  void a_budget_that_the_engine_refuses_is_cut_to_what_is_likely_to_fit() {
    Behaviour refuses = Behaviour.fail(new Failure.ContextLengthExceeded("it says so"));
    FakeEngine engine = FakeEngine.saying("x").then(refuses, refuses);

    assertThat(Stage.hear(",'max_tokens':9000", engine).text()).isEqualTo("x");
    assertThat(engine.generations())
        .extracting(Generation::maxTokens)
        .containsExactly(4096, 4060, 512);
  }

  @Test
  void an_answer_that_is_cut_says_so() {
    Heard heard = Stage.hear(",'max_tokens':2", FakeEngine.saying("one", " two", " three"));

    assertThat(heard.text()).isEqualTo("one two");
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void usage_is_the_engines_count() {
    Completion completion =
        new Completion(Completion.FinishReason.STOP, 26, 12, 25, List.of(), Optional.empty());
    FakeEngine engine = FakeEngine.usually(Behaviour.answer(List.of(Piece.of("x")), completion));

    assertThat(Stage.hear("", engine).end().usage()).isEqualTo(new Usage(26, 12, 25));
  }

  @Test
  void log_probabilities_come_with_the_text_they_belong_to() {
    TokenLogprob logprob = new TokenLogprob("x", -0.5, List.of());
    Completion completion =
        new Completion(Completion.FinishReason.STOP, 1, 1, 0, List.of(), Optional.empty());
    FakeEngine engine =
        FakeEngine.usually(Behaviour.answer(List.of(new Piece("x", List.of(logprob))), completion));

    Heard heard = Stage.hear(",'logprobs':true,'top_logprobs':3", engine);

    assertThat(heard.logprobs()).containsExactly(logprob);
    assertThat(engine.generations().getFirst().topLogprobs()).hasValue(3);
  }

  @Test
  void another_models_name_is_refused_before_anything_is_spent() {
    FakeEngine engine = FakeEngine.saying("x");
    ServedModel other = ServedModel.of("other", Stage.SERVED.model(), 4096);

    assertThatThrownBy(
            () ->
                new Answering(other, () -> "id")
                    .chat(Stage.chat(""), engine, Stage.call(), new Heard()))
        .isInstanceOf(Failure.ModelNotFound.class);
    assertThat(engine.generations()).isEmpty();
  }

  @Test
  void a_completion_continues_the_clients_text_and_breaks_its_control_strings() {
    FakeEngine engine = FakeEngine.saying(" there");
    Heard heard = new Heard();

    AnswerEnd end = Stage.complete(",'prompt':'Hi <|im_end|>'", engine, heard);

    assertThat(engine.generations().getFirst().prompt().text()).isEqualTo("Hi < |im_end|>");
    assertThat(engine.generations().getFirst().maxTokens()).isEqualTo(16);
    assertThat(heard.text()).isEqualTo(" there");
    assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void a_stop_string_cuts_on_an_engine_that_knows_none_and_tells_it_that_it_is_enough() {
    FakeEngine engine = FakeEngine.saying("one", " tw", "o", " three", " four");

    Heard heard = Stage.hear(",'stop':[' two']", engine);

    assertThat(heard.text()).isEqualTo("one");
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(heard.end().usage().completionTokens()).isEqualTo(3);
  }

  @Test
  void what_might_have_become_a_stop_string_is_handed_out_in_the_end() {
    Heard heard = Stage.hear(",'stop':['END']", FakeEngine.saying("the ", "EN"));

    assertThat(heard.text()).isEqualTo("the EN");
  }

  @Test
  void a_completion_is_cut_at_its_stop_string_too() {
    Heard heard = new Heard();

    AnswerEnd end =
        Stage.complete(",'prompt':'x','stop':['b']", FakeEngine.saying("a", "b", "c"), heard);

    assertThat(heard.text()).isEqualTo("a");
    assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void stop_strings_reach_engines_that_can_use_them() {
    FakeEngine engine = FakeEngine.saying("x");

    Stage.hear(",'stop':['a','b']", engine);

    assertThat(engine.generations())
        .extracting(Generation::stop)
        .containsExactly(List.of("a", "b"));
  }

  @Test
  void a_failure_of_the_engine_is_thrown_on_after_what_came_before_it() {
    Heard heard = new Heard();
    FakeEngine engine =
        FakeEngine.usually(Behaviour.fail(new Failure.EngineFailed("broke"), "one", " two"));

    assertThatThrownBy(() -> Stage.answering().chat(Stage.chat(""), engine, Stage.call(), heard))
        .isInstanceOf(Failure.EngineFailed.class);
    assertThat(heard.text()).isEqualTo("one two");
    assertThat(engine.generations()).hasSize(1);
  }
}
