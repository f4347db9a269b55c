package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By hand: 55 of a call's 60 s are of use, 200 tokens are read at 15 a second in 13.33 s. */
final class ReachModelTest {
  private static final Speed SPEED = new Speed(OptionalDouble.of(15), 5.2, "by hand");
  private static final Deployment USUAL = Deployment.usual(Lane.SERVERLESS);

  @ParameterizedTest(name = "{0} calls: {1} tokens in one piece, {2} streamed")
  @CsvSource({
    "1,  216,  216", // (55 - 13.33) x 5.2
    "2,  502,  502", // (110 - 13.33) x 5.2
    "4, 1074, 1074",
    "5, 1308, 1360", // of 285 s the fifth call has 45
    "6, 1308, 1646", // and the sixth none
    "14, 1308, 3896", // no more than the context has room for
  })
  void a_single_instance_goes_on_from_its_cache(int calls, int whole, int streamed) {
    Reach reach =
        ReachModel.of(USUAL.withMaxCallsPerRequest(calls), SPEED, new Traffic(1, 200, 150));

    assertThat(reach).isEqualTo(new Reach(825, 216, whole, streamed));
  }

  /** Call by call: 216.7, then 27.8 s of reading and 141.6, then 37.2 s and 92.5, 43.4 and 60.4. */
  @Test
  void where_the_cache_is_not_certain_everything_is_read_again() {
    Reach reach = ReachModel.of(USUAL.withMaxConcurrency(2), SPEED, new Traffic(1, 200, 150));

    assertThat(reach).isEqualTo(new Reach(825, 216, 511, 511));
  }

  @ParameterizedTest(name = "a prompt of {0}: {1} tokens")
  @CsvSource({"1, 285", "824, 0", "825, 0", "826, 0", "5000, 0"})
  void what_reading_leaves_of_a_call_generates(int prompt, int tokens) {
    assertThat(ReachModel.of(USUAL, SPEED, new Traffic(1, prompt, 1)).tokensPerCall())
        .isEqualTo(tokens);
  }

  @ParameterizedTest(name = "a context of {0}: prompts to {1}, answers to {2}")
  @CsvSource({"256, 255, 56", "512, 511, 216", "4096, 825, 216"})
  void the_context_bounds_both(int context, int prompt, int answer) {
    Reach reach = ReachModel.of(USUAL.withContextTokens(context), SPEED, new Traffic(1, 200, 150));

    assertThat(reach.largestPrompt()).isEqualTo(prompt);
    assertThat(reach.tokensPerCall()).isEqualTo(answer);
  }

  /** A stream of 870 s at 10 a second, a whole answer of 285; nothing is known of reading. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"GPU", "ALWAYS_ON"})
  void on_a_card_a_call_lasts_as_long_as_the_request(Lane lane) {
    Speed slow = new Speed(OptionalDouble.empty(), 5, "by hand");

    assertThat(ReachModel.of(Deployment.usual(lane), slow, new Traffic(1, 200, 150)))
        .isEqualTo(new Reach(8191, 4350, 1425, 4350));
  }
}
