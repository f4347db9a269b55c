package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.Sampling.Penalties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
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

  private List<Integer> ids(Sampling sampling, int count) {
    GenerationRequest request =
        GenerationRequest.of(model.tokenize("hello world", true, false), count, sampling);
    return session.generate(request.withoutCache(), _ -> true, RealEngine.NEVER).ids();
  }

  private String text(Sampling sampling) {
    StringBuilder text = new StringBuilder();
    for (int id : ids(sampling, 50)) {
      text.append(new String(model.pieceBytes(id, false), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void a_grammar_constrains_the_answer(long seed) {
    Sampling sampling = Sampling.builder().seed(seed).grammar("root ::= \"yes\" | \"no\"").build();
    assertThat(text(sampling)).isIn("yes", "no");
  }

  @Test
  void a_grammar_constrains_the_greedy_answer_and_ends_it() {
    Sampling sampling =
        Sampling.builder().temperature(0).grammar("root ::= [a-c]{3} \"!\"").build();
    assertThat(text(sampling)).matches("[a-c]{3}!");
    assertThat(model.isEndOfGeneration(ids(sampling, 50).getLast())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"yes",
        "yes",
        "root := \"a\"",
        "other ::= \"a\"",
        "root ::= missing",
        "root ::= root \"a\" | \"b\"",
        "root ::= (\"a\"",
        "root ::= *",
        "root ::= \"a\" {x}",
        "root ::= \"a\" \"\\q\"",
        "root ::= \"\\x4\"",
        "root ::= \"a\")",
        "root = \"a\"",
        "root ::= [a",
        "root ::= \"a\"{2,1"
      })
  void a_malformed_grammar_is_refused(String gbnf) {
    assertThatThrownBy(() -> ids(Sampling.builder().grammar(gbnf).build(), 1))
        .isInstanceOf(LlamaException.InvalidGrammar.class)
        .message()
        .hasLineCount(1);
    assertThat(ids(Sampling.greedy(), 1)).as("the session goes on").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "root ::= \"\0\"", "root ::= ((\"a\"{900}){900}){900}"})
  void a_grammar_that_would_exhaust_the_parser_is_refused(String gbnf) {
    assertThatThrownBy(() -> Sampling.builder().grammar(gbnf).build())
        .isInstanceOf(LlamaException.InvalidGrammar.class);
  }

  /** The checks before llama.cpp and llama.cpp itself agree on what is a grammar. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"ab\" rest?\nrest ::= [0-9]{1,3} | .",
        "# a comment\nroot ::= (\n  \"a\" # another\n | \"b\"\n)* \"\\n\"\r\n",
        "root ::= [^\"\\x00-\\x1F\\]]{2,} | \"\\u00e9\" | \"\\U0001F642\"",
        "root ::= x-1\n\nx-1 ::= \"\\\"\" [a\\]]+ ( \"q\" | )",
        "root ::= | \"a\" root"
      })
  void a_well_formed_grammar_is_taken(String gbnf) {
    assertThat(ids(Sampling.builder().seed(2).grammar(gbnf).build(), 20)).isNotEmpty();
  }

  @Test
  void deep_nesting_in_a_grammar_is_refused() {
    String deep = "root ::= " + "(".repeat(50_000) + "\"a\"" + ")".repeat(10);
    assertThatThrownBy(() -> Sampling.builder().grammar(deep).build())
        .isInstanceOf(LlamaException.InvalidGrammar.class)
        .hasMessageContaining("nests");
  }

  @Test
  void parentheses_inside_quotes_and_comments_do_not_nest() {
    String gbnf = "root ::= \"" + "(".repeat(100) + "\" # " + "(".repeat(100);
    assertThat(text(Sampling.builder().grammar(gbnf).build())).isEqualTo("(".repeat(50));
  }

  @Test
  void settings_that_leave_no_token_are_refused_and_not_sampled() {
    Sampling.Builder nothing = Sampling.builder();
    for (int token = 0; token < model.vocabularySize(); token++) {
      nothing.logitBias(token, Double.NEGATIVE_INFINITY);
    }
    assertThatThrownBy(() -> ids(nothing.build(), 1))
        .isInstanceOf(LlamaException.InvalidRequest.class)
        .hasMessageContaining("leave no token");
    assertThat(ids(Sampling.greedy(), 1)).hasSize(1);
  }

  @Test
  void a_bias_decides_the_token() {
    assertThat(ids(Sampling.builder().logitBias(77, 1000).build(), 5)).containsOnly(77);
  }

  @Test
  void a_frequency_penalty_ends_repetition() {
    Sampling stuck = Sampling.builder().temperature(0).logitBias(77, 20).build();
    Sampling freed =
        Sampling.builder()
            .temperature(0)
            .logitBias(77, 20)
            .penalties(new Penalties(1, 50, 0, -1))
            .build();
    assertThat(ids(stuck, 10)).containsOnly(77);
    assertThat(ids(freed, 10)).contains(77).doesNotHaveDuplicates();
  }

  static final List<Named<Sampling>> CUTS_TO_THE_LIKELIEST =
      List.of(
          Named.of("top-k 1", Sampling.builder().topK(1).build()),
          Named.of("tiny top-p", Sampling.builder().topP(1e-9).build()),
          Named.of("min-p 1", Sampling.builder().minP(1).build()),
          Named.of("tiny temperature", Sampling.builder().temperature(0.0001).build()),
          Named.of("smaller still", Sampling.builder().temperature(1e-30).build()));

  @ParameterizedTest
  @FieldSource("CUTS_TO_THE_LIKELIEST")
  void a_cut_to_the_likeliest_is_greedy(Sampling sampling) {
    assertThat(ids(sampling, 20)).isEqualTo(ids(Sampling.greedy(), 20));
  }

  @Test
  void typical_sampling_works_beside_forbidden_tokens() {
    Sampling sampling =
        Sampling.builder().typicalP(0.3).logitBias(5, Double.NEGATIVE_INFINITY).seed(1).build();
    assertThat(ids(sampling, 30)).isNotEmpty().doesNotContain(5);
  }

  static final List<Named<UnaryOperator<Sampling.Builder>>> OUT_OF_RANGE =
      Stream.<Named<UnaryOperator<Sampling.Builder>>>of(
              Named.of("temperature NaN", b -> b.temperature(Double.NaN)),
              Named.of("temperature -1", b -> b.temperature(-1)),
              Named.of("temperature infinite", b -> b.temperature(Double.POSITIVE_INFINITY)),
              Named.of("topK -1", b -> b.topK(-1)),
              Named.of("topP 0", b -> b.topP(0)),
              Named.of("topP 1.1", b -> b.topP(1.1)),
              Named.of("minP -0.1", b -> b.minP(-0.1)),
              Named.of("typicalP NaN", b -> b.typicalP(Double.NaN)),
              Named.of("seed -1", b -> b.seed(-1)),
              Named.of("seed 2^32-1", b -> b.seed(0xFFFF_FFFFL)),
              Named.of("bias NaN", b -> b.logitBias(1, Double.NaN)),
              Named.of("repeat 0", b -> b.penalties(new Penalties(0, 0, 0, 1))),
              Named.of("frequency NaN", b -> b.penalties(new Penalties(1, Double.NaN, 0, 1))),
              Named.of("lastTokens -2", b -> b.penalties(new Penalties(1, 0, 0, -2))))
          .toList();

  @ParameterizedTest
  @FieldSource("OUT_OF_RANGE")
  void a_setting_out_of_range_is_refused(UnaryOperator<Sampling.Builder> setting) {
    assertThatThrownBy(() -> setting.apply(Sampling.builder()).build())
        .isInstanceOf(LlamaException.InvalidRequest.class)
        .hasMessageContaining("expected");
  }
}
