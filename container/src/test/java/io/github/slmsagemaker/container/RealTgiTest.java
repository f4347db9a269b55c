package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real TGI with its llama.cpp backend, which {@code -Dtgi.url} names, asked exactly as the
 * invoker asks. No image of it is published, so that none is started here.
 */
@Timeout(600)
class RealTgiTest {
  private static final String URL = "tgi.url";

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void it_answers_with_its_own_counts_and_stops_at_the_budget(boolean streams) {
    try (RunningEngine running = engine(streams)) {
      RunningEngine.Answer answer = running.greedy(Prompt.of("Count to ten."), 4);

      assertThat(answer.text()).isNotEmpty();
      assertThat(answer.completion().promptTokens()).isPositive();
      assertThat(answer.completion().completionTokens()).isBetween(1, 4);
    }
  }

  @Test
  void its_pieces_join_to_the_answer_in_one_piece() {
    try (RunningEngine whole = engine(false);
        RunningEngine streamed = engine(true)) {
      Prompt prompt = Prompt.of("Count to ten.");

      assertThat(streamed.greedy(prompt, 12).text()).isEqualTo(whole.greedy(prompt, 12).text());
    }
  }

  private static RunningEngine engine(boolean streams) {
    String url = System.getProperty(URL, "");
    assumeFalse(url.isEmpty(), "a running TGI is named by -D" + URL + "=http://HOST:PORT");
    return RunningEngine.before(URI.create(url), EngineKind.TGI_LLAMACPP, streams);
  }
}
