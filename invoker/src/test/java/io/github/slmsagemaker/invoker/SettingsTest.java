package io.github.slmsagemaker.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.calls.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  /** The least that a stack has to say. */
  private static final Map<String, String> LEAST =
      Map.of(
          EnvironmentNames.LANE, "serverless",
          EnvironmentNames.ENGINE, "llama-cpp",
          EnvironmentNames.MODEL, "hermes-3-llama-3.1-8b",
          EnvironmentNames.ENDPOINT_NAME, "slm");

  private static Settings with(String name, String value) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(name, value);
    return Settings.from(environment);
  }

  @Test
  void the_least_that_is_needed_gives_the_defaults() {
    Settings settings = Settings.from(LEAST);

    assertThat(settings.served().model()).isEqualTo("hermes-3-llama-3.1-8b");
    assertThat(settings.served().engine()).isEqualTo(EngineKind.LLAMA_CPP);
    assertThat(settings.endpoint().name()).isEqualTo("slm");
    assertThat(settings.endpoint().component()).isEmpty();
    assertThat(settings.served().contextTokens()).isEqualTo(4096);
    assertThat(settings.requests().patience()).isEqualTo(Timers.patience(Lane.SERVERLESS));
    assertThat(settings.port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @EnumSource
  void a_lane_decides_streaming_and_patience(Lane lane) {
    Settings settings = with(EnvironmentNames.LANE, lane.word());

    assertThat(settings.endpoint().streams()).isEqualTo(lane.streams());
    assertThat(settings.requests().patience()).isEqualTo(Timers.patience(lane));
  }

  @ParameterizedTest
  @EnumSource
  void every_engine_is_understood(EngineKind engine) {
    assertThat(with(EnvironmentNames.ENGINE, engine.word()).served().engine()).isEqualTo(engine);
  }

  @Test
  void a_component_is_taken_where_there_is_one() {
    assertThat(with(EnvironmentNames.INFERENCE_COMPONENT, "c").endpoint().component())
        .contains("c");
    assertThat(with(EnvironmentNames.INFERENCE_COMPONENT, " ").endpoint().component()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SLM_CONTEXT_TOKENS, 256, 131072",
    "SLM_MAX_CONCURRENCY, 1, 200",
    "SLM_MAX_CALLS_PER_REQUEST, 1, 14",
    "SLM_PATIENCE_SECONDS, 0, 870",
    "AWS_LWA_PORT, 0, 65535"
  })
  void a_number_is_taken_up_to_its_bounds_and_not_beyond(String name, int least, int most) {
    assertThat(with(name, Integer.toString(least))).isNotNull();
    assertThat(with(name, Integer.toString(most))).isNotNull();
    for (int beyond : new int[] {least - 1, most + 1}) {
      assertThatThrownBy(() -> with(name, Integer.toString(beyond)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "%s is '%d', expected a whole number of %d to %d"
                  .formatted(name, beyond, least, most));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", "0x10", " 512", "99999999999"})
  void what_is_no_number_is_shown(String value) {
    assertThatThrownBy(() -> with(EnvironmentNames.CONTEXT_TOKENS, value))
        .hasMessageContaining("SLM_CONTEXT_TOKENS is '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "-1", "1e3", "NaN", "fast", "1234567", "8,4"})
  void what_is_no_speed_is_shown(String value) {
    assertThatThrownBy(() -> with("SLM_READS_PER_SECOND", value))
        .hasMessageContaining("SLM_READS_PER_SECOND is '" + value + "', expected a number above 0");
  }

  @Test
  void speeds_are_what_was_planned_with() {
    assertThat(with("SLM_READS_PER_SECOND", "86").endpoint().pace())
        .isEqualTo(new Pace.Expected(86, 8.4));
    assertThat(with("SLM_WRITES_PER_SECOND", "0.5").endpoint().pace())
        .isEqualTo(new Pace.Expected(32.4, 0.5));
  }

  @Test
  void a_blank_number_is_the_default() {
    assertThat(with(EnvironmentNames.CONTEXT_TOKENS, " ").served().contextTokens()).isEqualTo(4096);
    assertThat(with(EnvironmentNames.PATIENCE_SECONDS, "7").requests().patience())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void origins_stand_between_commas() {
    assertThat(with("SLM_CORS_ORIGINS", "https://a.example,http://localhost:3000"))
        .extracting(settings -> settings.requests().origins().allowed())
        .isEqualTo(List.of("https://a.example", "http://localhost:3000"));
    assertThat(Settings.from(LEAST).requests().origins().allowed()).isEmpty();
    assertThatThrownBy(() -> with("SLM_CORS_ORIGINS", "https://a.example,"))
        .hasMessageContaining("SLM_CORS_ORIGINS has '', expected origins between commas");
  }

  @Test
  void all_problems_are_told_together() {
    Map<String, String> wrong =
        Map.of(
            EnvironmentNames.LANE, "cheap",
            EnvironmentNames.MODEL, " ",
            EnvironmentNames.CONTEXT_TOKENS, "many",
            EnvironmentNames.PORT, "65536");

    assertThatThrownBy(() -> Settings.from(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(
            "SLM_LANE is 'cheap', expected serverless, gpu or always-on",
            "SLM_ENGINE is '', expected llama-cpp, tgi, vllm or tgi-llamacpp",
            "SLM_MODEL is not set",
            "SLM_ENDPOINT_NAME is not set",
            "SLM_CONTEXT_TOKENS is 'many'",
            "AWS_LWA_PORT is '65536'");
  }
}
