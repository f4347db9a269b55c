package io.github.slmsagemaker.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.CostCurves.Crossing;
import io.github.slmsagemaker.capacity.plan.CostCurves.Curve;
import io.github.slmsagemaker.capacity.plan.CostCurves.Point;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cost against traffic: the same prices as the plans', at other traffic. */
class CostCurvesTest {
  private static final Traffic TRAFFIC = new Traffic(100, 200, 150);
  private final Planner planner = new Planner();

  @Test
  void each_lane_and_bedrock_has_a_curve_of_what_its_plan_says() {
    CostCurves curves = CostCurves.of(lanes(1));

    assertThat(curves.curves())
        .extracting(Curve::name)
        .containsExactly("serverless", "gpu", "always-on", "Bedrock");
    for (Curve curve : curves.curves().subList(0, 3)) {
      Lane lane = Lane.of(curve.name()).orElseThrow();
      for (Point point : curve.points()) {
        Plan plan =
            planner.plan(Deployment.usual(lane), new Traffic(point.requestsPerDay(), 200, 150));
        assertThat(point.dollarsPerMonth()).isEqualTo(plan.cost().perMonth().orElseThrow());
      }
    }
    assertThat(curves.curves().getLast().points().getLast().requestsPerDay()).isEqualTo(100_000);
  }

  @Test
  void the_first_traffic_at_which_another_costs_no_more_is_found_to_the_request() {
    CostCurves curves = CostCurves.of(lanes(40));

    assertThat(curves.crossings())
        .extracting(it -> it.cheaperBefore() + ", " + it.cheaperAfter())
        .containsExactly("serverless, gpu", "serverless, always-on", "gpu, always-on");
    Crossing crossing = curves.crossings().get(1);
    int requests = crossing.at().requestsPerDay();
    assertThat(perMonth(Lane.SERVERLESS, requests - 1)).isLessThan(perMonth(Lane.ALWAYS_ON, 1));
    assertThat(perMonth(Lane.SERVERLESS, requests))
        .isGreaterThanOrEqualTo(perMonth(Lane.ALWAYS_ON, 1));
    assertThat(crossing.sentence())
        .isEqualTo(
            "serverless costs less than always-on up to %d requests a day, and no less from there"
                    .formatted(requests - 1)
                + " on");
  }

  @Test
  void a_curve_ends_where_no_more_can_be_served_and_crosses_nothing_beyond() {
    CostCurves curves = CostCurves.of(lanes(1).subList(0, 1));

    assertThat(curves.curves().getFirst().points().getLast().requestsPerDay()).isLessThan(10_000);
    assertThat(curves.left()).singleElement().asString().startsWith("serverless ends at ");
    assertThat(curves.crossings()).isEmpty();
    assertThat(curves.curves()).extracting(Curve::name).contains("always-on ml.g5.xlarge");
  }

  @Test
  void what_has_no_price_and_what_does_not_fit_is_said_and_not_drawn() {
    Plan qwen =
        planner.plan(
            Deployment.of(
                Lane.SERVERLESS,
                EngineKind.LLAMA_CPP,
                Catalogue.load().model("qwen3-4b-instruct-2507")),
            TRAFFIC);
    Plan large = planner.plan(Deployment.usual(Lane.SERVERLESS).withContextTokens(60_000), TRAFFIC);

    assertThat(CostCurves.of(List.of(qwen)).left())
        .contains("Bedrock is not drawn: no price was found");
    assertThat(CostCurves.of(List.of(large)).left())
        .contains("serverless is not drawn: it does not fit");
  }

  private List<Plan> lanes(int atOnce) {
    return Stream.of(Lane.values())
        .map(Deployment::usual)
        .map(it -> it.lane() == Lane.SERVERLESS ? it.withMaxConcurrency(atOnce) : it)
        .map(it -> planner.plan(it, TRAFFIC))
        .toList();
  }

  private double perMonth(Lane lane, int requests) {
    return planner
        .plan(Deployment.usual(lane), new Traffic(requests, 200, 150))
        .cost()
        .perMonth()
        .orElseThrow();
  }
}
