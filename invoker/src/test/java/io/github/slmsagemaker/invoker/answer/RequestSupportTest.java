package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestSupportTest {
  private static final List<String> FIELDS =
      List.of("logprobs", "top_logprobs", "logit_bias", "presence_penalty");

  private static final List<Capability> DIFFERING =
      List.of(
          Capability.LOGPROBS,
          Capability.TOP_LOGPROBS,
          Capability.LOGIT_BIAS,
          Capability.PRESENCE_PENALTY);

  /** Every combination of what engines differ in, with every field. */
  static Stream<Arguments> everyEngineWithEveryField() {
    return Stream.iterate(0, bits -> bits < 16, bits -> bits + 1)
        .flatMap(
            bits ->
                FIELDS.stream()
                    .map(field -> Arguments.argumentSet(bits + " " + field, bits, field)));
  }

  @ParameterizedTest
  @MethodSource("everyEngineWithEveryField")
  void a_field_is_refused_exactly_where_the_engine_cannot(int bits, String field) {
    FakeEngine engine = FakeEngine.saying("x").able(capabilities(bits));
    Optional<String> refused = refused(bits, field);

    if (refused.isEmpty()) {
      Stage.hear(request(field), engine);
      assertThat(engine.generations()).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> Stage.hear(request(field), engine))
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            bad -> {
              assertThat(bad.param()).isEqualTo(refused);
              assertThat(bad.code()).contains("unsupported_parameter");
              assertThat(bad).hasMessageContaining("not supported by the engine");
            });
    assertThat(engine.generations()).isEmpty();
  }

  private static final String BEYOND =
      ",'top_k':5,'min_p':0.1,'repetition_penalty':1.2,'ignore_eos':true";

  @Test
  void what_openai_has_no_field_for_is_named_where_the_engine_cannot() {
    Sampling asked = Stage.chat(BEYOND).sampling();

    assertThat(RequestSupport.ignored(Capabilities.everything(), asked)).isEmpty();
    assertThat(RequestSupport.ignored(Capabilities.of(), asked))
        .containsExactly("top_k", "min_p", "repeat_penalty", "ignore_eos");
    assertThat(RequestSupport.ignored(Capabilities.of(), Sampling.DEFAULT)).isEmpty();
  }

  private static Capabilities capabilities(int bits) {
    return new Capabilities(
        IntStream.range(0, DIFFERING.size())
            .filter(bit -> has(bits, bit))
            .mapToObj(DIFFERING::get)
            .collect(Collectors.toSet()));
  }

  private static boolean has(int bits, int bit) {
    return (bits >> bit & 1) == 1;
  }

  private static Optional<String> refused(int bits, String field) {
    if (field.equals("top_logprobs") && !has(bits, 0)) {
      return Optional.of("logprobs");
    }
    return has(bits, FIELDS.indexOf(field)) ? Optional.empty() : Optional.of(field);
  }

  private static String request(String field) {
    return switch (field) {
      case "logprobs" -> ",'logprobs':true";
      case "top_logprobs" -> ",'logprobs':true,'top_logprobs':2";
      case "logit_bias" -> ",'logit_bias':{'7':1}";
      default -> ",'presence_penalty':1";
    };
  }
}
