package io.github.slmsagemaker.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import org.junit.jupiter.api.Test;

final class PlannedCostTest {
  private final Planner planner = new Planner();
  private final Traffic traffic = Traffic.usual();

  /** 0.00012 dollars a second for 6144 MB; 730.5 hours a month. */
  @Test
  void the_worst_month_is_every_second_of_it_at_full_concurrency() {
    Deployment two = Deployment.usual(Lane.SERVERLESS).withMaxConcurrency(2);

    assertThat(planner.plan(two, traffic).cost().worstMonth().orElseThrow())
        .isCloseTo(2 * 730.5 * 3600 * 0.00012, within(0.01));
  }

  @Test
  void no_traffic_costs_more_than_the_worst_month_on_a_gpu() {
    Deployment gpu = Deployment.usual(Lane.GPU);

    Cost busy = planner.plan(gpu, new Traffic(1_000_000, 200, 150)).cost();
    Cost quiet = planner.plan(gpu, new Traffic(1, 200, 150)).cost();

    assertThat(busy.perMonth()).isEqualTo(busy.worstMonth());
    assertThat(quiet.perMonth().orElseThrow()).isLessThan(quiet.worstMonth().orElseThrow());
  }

  @Test
  void bedrock_is_said_to_be_cheaper_where_it_is() {
    Cost cost = planner.plan(Deployment.usual(Lane.SERVERLESS), traffic).cost();

    Cost.Rival bedrock = cost.rivals().getLast();
    assertThat(bedrock.name()).isEqualTo("Bedrock");
    assertThat(bedrock.perMonth().orElseThrow())
        .isCloseTo(100 * 365.25 / 12 * 350 * 0.22e-6, within(0.0001));
    assertThat(cost.isBeatenBy(bedrock)).isTrue();
  }

  @Test
  void an_always_on_card_is_cheaper_only_for_much_traffic() {
    Deployment ten = Deployment.usual(Lane.SERVERLESS).withMaxConcurrency(10);

    Cost little = planner.plan(ten, new Traffic(100, 200, 150)).cost();
    Cost much = planner.plan(ten, new Traffic(20_000, 200, 150)).cost();

    assertThat(little.isBeatenBy(little.rivals().getFirst())).isFalse();
    assertThat(much.isBeatenBy(much.rivals().getFirst())).isTrue();
  }

  @Test
  void a_price_that_was_not_found_is_not_invented() {
    Deployment unpriced =
        Deployment.usual(Lane.GPU)
            .withPlacement(Placement.OnInstances.COMING_AND_GOING.withInstanceType("ml.g6.xlarge"));
    Cost cost = planner.plan(unpriced, traffic).cost();

    assertThat(cost.perMonth()).isEmpty();
    assertThat(cost.worstMonth()).isEmpty();
    assertThat(cost.basis()).startsWith("price not known");
    assertThat(cost.rivals()).noneMatch(cost::isBeatenBy);
  }
}
