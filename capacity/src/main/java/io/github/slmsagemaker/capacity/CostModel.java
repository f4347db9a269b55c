package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.deployment.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a configuration costs at a traffic, and what others would ask for it. */
final class CostModel {
  /**
   * Idle hours that a scaled-out instance is paid for: copies go after about 15 minutes, the
   * instance about 10 later (aws-samples/sagemaker-genai-hosting-examples, scale-to-zero-endpoint).
   */
  private static final double IDLE_HOURS = 25.0 / 60;

  private static final double SECONDS_PER_HOUR = 3600;

  private final Platform platform;

  CostModel(Platform platform) {
    this.platform = platform;
  }

  Cost of(Configuration configuration, Speed speed, Traffic traffic) {
    List<Cost.Rival> rivals = rivals(configuration, traffic);
    double seconds = speed.seconds(traffic.promptTokens(), traffic.outputTokens());
    if (configuration.lane() == Lane.SERVERLESS) {
      return serverless(configuration, traffic, seconds, rivals);
    }
    return platform
        .instance(configuration.instanceType())
        .hourlyPrice()
        .map(price -> instance(configuration, traffic, seconds, price, rivals))
        .orElseGet(
            () ->
                unknown(
                    "price not known: none was found for " + configuration.instanceType(), rivals));
  }

  private Cost serverless(
      Configuration configuration, Traffic traffic, double seconds, List<Cost.Rival> rivals) {
    double second = platform.serverlessSecond(configuration.memoryMb());
    Price price = platform.serverlessGigabyteSecond();
    double month = traffic.requestsPerMonth() * seconds * second;
    double worst =
        Traffic.HOURS_PER_MONTH * SECONDS_PER_HOUR * second * configuration.maxConcurrency();
    return cost(
        traffic,
        month,
        month,
        worst,
        "as of %s: %s".formatted(price.asOf(), price.source()),
        rivals);
  }

  private static Cost instance(
      Configuration configuration,
      Traffic traffic,
      double seconds,
      Price price,
      List<Cost.Rival> rivals) {
    double always = Traffic.HOURS_PER_MONTH * price.dollars();
    String basis = "as of %s: %s".formatted(price.asOf(), price.source());
    if (configuration.lane() == Lane.ALWAYS_ON) {
      return cost(traffic, always, always, always, basis, rivals);
    }
    double busyHours = traffic.requestsPerMonth() * seconds / SECONDS_PER_HOUR;
    double least = (busyHours + Traffic.DAYS_PER_MONTH * IDLE_HOURS) * price.dollars();
    double most = (busyHours + traffic.requestsPerMonth() * IDLE_HOURS) * price.dollars();
    return cost(traffic, Math.min(always, least), Math.min(always, most), always, basis, rivals);
  }

  private static Cost cost(
      Traffic traffic,
      double least,
      double month,
      double worst,
      String basis,
      List<Cost.Rival> rivals) {
    double request = month / traffic.requestsPerMonth();
    double tokens = traffic.promptTokens() + (double) traffic.outputTokens();
    return new Cost(
        OptionalDouble.of(request),
        OptionalDouble.of(request / tokens * 1e6),
        OptionalDouble.of(least),
        OptionalDouble.of(month),
        OptionalDouble.of(worst),
        basis,
        rivals);
  }

  private static Cost unknown(String basis, List<Cost.Rival> rivals) {
    OptionalDouble none = OptionalDouble.empty();
    return new Cost(none, none, none, none, none, basis, rivals);
  }

  private List<Cost.Rival> rivals(Configuration configuration, Traffic traffic) {
    List<Cost.Rival> rivals = new ArrayList<>();
    if (configuration.lane() != Lane.ALWAYS_ON) {
      rivals.add(alwaysOn(configuration));
    }
    rivals.add(bedrock(configuration, traffic));
    return rivals;
  }

  private Cost.Rival alwaysOn(Configuration configuration) {
    InstanceType instance = platform.instance(configuration.instanceType());
    Optional<Price> price = instance.hourlyPrice();
    return new Cost.Rival(
        "always-on " + instance.name(),
        price.isPresent()
            ? OptionalDouble.of(price.get().dollars() * Traffic.HOURS_PER_MONTH)
            : OptionalDouble.empty(),
        price.map(Price::source).orElse("price not known"));
  }

  private Cost.Rival bedrock(Configuration configuration, Traffic traffic) {
    Optional<BedrockPrice> price = platform.bedrock(configuration.model().id());
    if (price.isEmpty()) {
      return new Cost.Rival("Bedrock", OptionalDouble.empty(), "price not known");
    }
    double month =
        traffic.requestsPerMonth()
            * price.get().request(traffic.promptTokens(), traffic.outputTokens());
    return new Cost.Rival(
        "Bedrock",
        OptionalDouble.of(month),
        "for %s, which is not Hermes; %s".formatted(price.get().offered(), price.get().source()));
  }
}
