package io.github.slmsagemaker.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which model is proposed, by plans whose speed and reach this test makes up. */
class RecommendationTest {
  private static final Traffic TRAFFIC = new Traffic(100, 100, 50);

  @Test
  void the_largest_that_can_read_a_prompt_is_proposed_for_it() {
    List<String> sentences =
        Recommendation.of(
            List.of(
                plan("qwen2.5-0.5b-instruct", 4000, 100, 50),
                plan("hermes-3-llama-3.1-8b", 800, 10, 5),
                plan("qwen3-4b-instruct-2507", 700, 20, 10),
                plan("granite-4.0-h-tiny", 3000, 50, 25)));

    assertThat(sentences)
        .containsExactly(
            "take hermes-3-llama-3.1-8b, the largest that fits, for prompts of up to 800 tokens;"
                + " for prompts over 800 tokens take granite-4.0-h-tiny, which reads 3000 in one"
                + " call; for prompts over 3000 tokens take qwen2.5-0.5b-instruct, which reads 4000"
                + " in one call",
            "qwen2.5-0.5b-instruct answers this traffic soonest, a request in 2 s");
  }

  @Test
  void what_does_not_fit_is_not_proposed() {
    Plan large = plan("hermes-3-llama-3.1-8b", 9000, 100, 100);
    Plan refused =
        new Plan(
            large.deployment(),
            TRAFFIC,
            large.memory(),
            large.image(),
            large.speed(),
            large.reach(),
            large.cost(),
            List.of("it needs more"),
            List.of(),
            List.of());

    assertThat(Recommendation.of(List.of(refused, plan("qwen2.5-0.5b-instruct", 4000, 100, 50))))
        .allMatch(sentence -> sentence.contains("qwen2.5-0.5b-instruct"))
        .noneMatch(sentence -> sentence.contains("hermes"));
    assertThat(Recommendation.of(List.of(refused))).isEmpty();
  }

  private static Plan plan(String model, int largestPrompt, double reads, double writes) {
    Deployment deployment =
        Deployment.of(Lane.SERVERLESS, EngineKind.LLAMA_CPP, Catalogue.load().model(model));
    Plan real = new Planner().plan(deployment, TRAFFIC);
    return new Plan(
        deployment,
        TRAFFIC,
        real.memory(),
        real.image(),
        new Speed(OptionalDouble.of(reads), writes, "made up"),
        new Reach(largestPrompt, 1, 1, 1),
        real.cost(),
        List.of(),
        List.of(),
        List.of());
  }
}
