package io.github.slmsagemaker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code slm plan --model all}. The figures themselves are capacity's, whose tests hold them. */
final class PlanModelsTest extends CommandStage {
  private static final List<String> MODELS =
      List.of(
          "hermes-3-llama-3.1-8b",
          "hermes-3-llama-3.2-3b",
          "qwen3-4b-instruct-2507",
          "granite-4.0-h-tiny",
          "qwen2.5-0.5b-instruct");

  @Test
  void every_model_but_the_demo_has_a_row_with_the_figures_of_its_own_plan() {
    assertThat(run("plan", "--model", "all")).isZero();

    List<String> rows = rows();
    assertThat(out.toString()).contains("- take hermes-3-llama-3.1-8b, the largest that fits");
    assertThat(rows).extracting(row -> row.split(" +", 2)[0]).isEqualTo(MODELS);
    assertThat(rows.get(3)).contains(" yes ", "Apache-2.0", "granite-4");
    JsonNode alone = json("plan", "--json", "--model", "granite-4.0-h-tiny").at("/plans/0");
    assertThat(rows.get(3).split(" +", -1))
        .contains(
            alone.at("/reach/largestPrompt").asString(),
            alone.at("/reach/tokensPerRequest").asString());
  }

  @Test
  void json_has_each_models_plan_with_its_origins_licence_and_recommendations() {
    JsonNode lane = json("plan", "--model", "all", "--json").at("/lanes/0");

    assertThat(lane.propertyNames())
        .containsExactly("lane", "models", "impossible", "recommendations");
    assertThat(lane.at("/models")).hasSize(MODELS.size());
    for (JsonNode model : lane.at("/models")) {
      assertThat(model.propertyNames()).containsExactly("model", "licence", "tools", "plan");
      assertThat(model.at("/licence/source").asString()).isNotBlank();
      assertThat(model.at("/plan/speed/basis").asString()).isNotBlank();
      assertThat(model.at("/plan/cost/basis").asString()).isNotBlank();
      assertThat(model.at("/plan"))
          .isEqualTo(
              json("plan", "--json", "--model", model.path("model").asString()).at("/plans/0"));
    }
    assertThat(lane.at("/recommendations/0").asString()).startsWith("take hermes-3-llama-3.1-8b");
  }

  /** 0.5B was taught to read 32768 tokens, and only the 8B has weights for a card. */
  @ParameterizedTest(name = "{0}: {1} rows")
  @CsvSource({"--context 40000, 4, qwen2.5-0.5b-instruct", "--lane gpu, 1, granite-4.0-h-tiny"})
  void a_model_that_cannot_be_planned_is_said_and_the_others_are_shown(
      String options, int shown, String broken) {
    run(("plan --model all " + options).split(" ", -1));

    assertThat(rows()).hasSize(shown).noneMatch(row -> row.startsWith(broken));
    assertThat(out.toString()).contains("- " + broken);
  }

  @Test
  void what_makes_no_sense_for_any_model_is_a_usage_error() {
    assertThat(run("plan", "--model", "all", "--memory", "5000")).isEqualTo(2);
    assertThat(err.toString()).startsWith("slm: --memory is 5000, but").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: exit code {1}")
  @CsvSource({
    "--memory 3072, 0",
    "--memory 1024 --context 32000 --engine tgi, 1",
    "--lane all, 0",
    "--quantization Q9, 1"
  })
  void the_exit_code_says_whether_any_fits(String options, int code) {
    assertThat(run(("plan --model all " + options).split(" ", -1))).isEqualTo(code);
    assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(97));
  }

  private JsonNode json(String... arguments) {
    out.getBuffer().setLength(0);
    run(arguments);
    return JsonMapper.shared().readTree(out.toString());
  }

  private List<String> rows() {
    return out.toString()
        .lines()
        .filter(line -> Stream.of(" yes ", " NO ").anyMatch(line::contains))
        .filter(line -> !line.startsWith("-") && !line.startsWith(" "))
        .toList();
  }
}
