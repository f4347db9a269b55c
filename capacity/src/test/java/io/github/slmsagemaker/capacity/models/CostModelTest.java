package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By hand: a month has 30.4375 days, a second of 1024 MB costs $0.00002, an hour of g5 $1.4084. */
final class CostModelTest {
  private static final Speed TEN_SECONDS = new Speed(OptionalDouble.of(20), 10, "by hand");
  private static final Traffic HUNDRED = new Traffic(100, 100, 50);

  private final CostModel costs = new CostModel(Platform.load());

  @ParameterizedTest(name = "{0} MB, {1} at once: ${2} a request, ${3} a month, ${4} at worst")
  @CsvSource({
    "1024, 1,  0.0002,  0.60875,  52.596",
    "3072, 1,  0.0006,  1.82625, 157.788",
    "6144, 1,  0.0012,  3.6525,  315.576",
    "6144, 2,  0.0012,  3.6525,  631.152",
    "6144, 200, 0.0012, 3.6525, 63115.2",
  })
  void serverless_is_paid_by_the_second_of_work(
      int memory, int atOnce, double request, double month, double worst) {
    Deployment deployment =
        Deployment.usual(Lane.SERVERLESS)
            .withPlacement(Placement.Serverless.USUAL.withMemoryMb(memory))
            .withMaxConcurrency(atOnce);

    Cost cost = costs.of(deployment, TEN_SECONDS, HUNDRED);

    assertThat(cost.perRequest().orElseThrow()).isCloseTo(request, within(1e-9));
    assertThat(cost.perMillionTokens().orElseThrow()).isCloseTo(request / 150 * 1e6, within(1e-6));
    assertThat(cost.leastPerMonth()).isEqualTo(cost.perMonth());
    assertThat(cost.perMonth().orElseThrow()).isCloseTo(month, within(1e-9));
    assertThat(cost.worstMonth().orElseThrow()).isCloseTo(worst, within(1e-6));
  }

  /** 8.455 busy hours; 25 minutes idle after each day's row, or after each request. */
  @Test
  void an_instance_that_goes_is_paid_while_it_is_busy_and_a_while_after() {
    Cost few = costs.of(Deployment.usual(Lane.GPU), TEN_SECONDS, new Traffic(1, 100, 50));
    Cost many = costs.of(Deployment.usual(Lane.GPU), TEN_SECONDS, HUNDRED);

    assertThat(few.leastPerMonth().orElseThrow()).isCloseTo(17.9805, within(0.001));
    assertThat(few.perMonth()).isEqualTo(few.leastPerMonth());
    assertThat(many.leastPerMonth().orElseThrow()).isCloseTo(29.7694, within(0.001));
    assertThat(many.perMonth().orElseThrow()).isCloseTo(1028.8362, within(1e-4));
    assertThat(many.worstMonth().orElseThrow()).isCloseTo(1028.8362, within(1e-4));
  }

  /** 730.5 hours less 30.4375 pauses of 25 minutes; and 730.5 over 25 minutes and 10 seconds. */
  @Test
  void an_instance_that_goes_costs_what_one_that_stays_does_once_it_is_up_all_the_time() {
    Cost going = costs.of(Deployment.usual(Lane.GPU), TEN_SECONDS, HUNDRED);
    Cost staying = costs.of(Deployment.usual(Lane.ALWAYS_ON), TEN_SECONDS, HUNDRED);

    assertThat(going.breakEven().orElseThrow().hours()).isCloseTo(717.8177, within(1e-4));
    assertThat(going.breakEven().orElseThrow().requests()).isCloseTo(1741.589, within(1e-3));
    assertThat(staying.breakEven()).isEmpty();
  }

  @Test
  void hours_to_break_even_need_no_price() {
    Placement l4 = Placement.OnInstances.COMING_AND_GOING.withInstanceType("ml.g6.xlarge");

    Cost cost = costs.of(Deployment.usual(Lane.GPU).withPlacement(l4), TEN_SECONDS, HUNDRED);

    assertThat(cost.perMonth()).isEmpty();
    assertThat(cost.breakEven().orElseThrow().hours()).isCloseTo(717.8177, within(1e-4));
  }

  @Test
  void an_instance_that_stays_is_paid_by_the_hour_whatever_it_does() {
    Cost cost = costs.of(Deployment.usual(Lane.ALWAYS_ON), TEN_SECONDS, HUNDRED);

    assertThat(List.of(cost.leastPerMonth(), cost.perMonth(), cost.worstMonth()))
        .allSatisfy(month -> assertThat(month.orElseThrow()).isCloseTo(1028.8362, within(1e-4)));
  }

  @ParameterizedTest(name = "{0} is compared with {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVERLESS | always-on ml.g5.xlarge, Bedrock
          GPU        | always-on ml.g5.xlarge, Bedrock
          ALWAYS_ON  | Bedrock
          """)
  void others_are_named(Lane lane, String names) {
    Cost cost = costs.of(Deployment.usual(lane), TEN_SECONDS, HUNDRED);

    assertThat(cost.rivals()).extracting(Cost.Rival::name).containsExactly(names.split(", "));
  }

  @Test
  void a_card_whose_price_nobody_wrote_down_costs_nobody_knows_what() {
    Deployment unpriced =
        Deployment.usual(Lane.GPU)
            .withPlacement(Placement.OnInstances.COMING_AND_GOING.withInstanceType("ml.g6.xlarge"));

    Cost cost = costs.of(unpriced, TEN_SECONDS, HUNDRED);

    assertThat(cost.perRequest()).isEmpty();
    assertThat(cost.basis()).isEqualTo("price not known: none was found for ml.g6.xlarge");
    assertThat(cost.rivals().getFirst().perMonth()).isEmpty();
  }
}
