package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.capacity.platform.BedrockPrice;
import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.capacity.platform.Price;
import io.github.slmsagemaker.core.catalogue.ModelId;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a configuration costs at a traffic, and what others would ask for it. */
public final class CostModel {
  /**
   * Idle hours that a scaled-out instance is paid for: copies go after about 15 minutes, the
   * instance about 10 later (aws-samples/sagemaker-genai-hosting-examples, scale-to-zero-endpoint).
   */
  private static final double IDLE_HOURS = 25.0 / 60;

  private static final double SECONDS_PER_HOUR = 3600;

  private final Platform platform;

  public CostModel(Platform platform) {
    this.platform = platform;
  }

  /**
   * What it costs at this traffic.
   *
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException for an unknown instance type
   */
  public Cost of(Deployment deployment, Speed speed, Traffic traffic) {
    List<Cost.Rival> rivals = rivals(deployment, traffic);
    double seconds = speed.seconds(traffic.promptTokens(), traffic.outputTokens());
    return switch (deployment.machine()) {
      case Placement.Serverless serverless ->
          serverless(serverless.memoryMb(), deployment.maxConcurrency(), traffic, seconds, rivals);
      case Placement.OnInstances instances ->
          platform
              .instance(instances.instanceType())
              .hourlyPrice()
              .map(price -> instance(instances, traffic, seconds, price, rivals))
              .orElseGet(
                  () ->
                      unknown(
                          "price not known: none was found for " + instances.instanceType(),
                          rivals,
                          breakEven(instances, seconds)));
    };
  }

  private Cost serverless(
      int memoryMb, int atOnce, Traffic traffic, double seconds, List<Cost.Rival> rivals) {
    double second = platform.serverlessSecond(memoryMb);
    Price price = platform.serverlessGigabyteSecond();
    double month = traffic.requestsPerMonth() * seconds * second;
    double worst = Traffic.HOURS_PER_MONTH * SECONDS_PER_HOUR * second * atOnce;
    return cost(
        traffic,
        month,
        month,
        worst,
        "as of %s: %s".formatted(price.asOf(), price.source()),
        rivals,
        Optional.empty());
  }

  private static Cost instance(
      Placement.OnInstances instances,
      Traffic traffic,
      double seconds,
      Price price,
      List<Cost.Rival> rivals) {
    double always = Traffic.HOURS_PER_MONTH * price.dollars();
    String basis = "as of %s: %s".formatted(price.asOf(), price.source());
    Optional<Cost.BreakEven> breakEven = breakEven(instances, seconds);
    if (instances.leastInstances() > 0) {
      return cost(traffic, always, always, always, basis, rivals, breakEven);
    }
    double busyHours = traffic.requestsPerMonth() * seconds / SECONDS_PER_HOUR;
    double least = (busyHours + Traffic.DAYS_PER_MONTH * IDLE_HOURS) * price.dollars();
    double most = (busyHours + traffic.requestsPerMonth() * IDLE_HOURS) * price.dollars();
    return cost(
        traffic, Math.min(always, least), Math.min(always, most), always, basis, rivals, breakEven);
  }

  private static Cost cost(
      Traffic traffic,
      double least,
      double month,
      double worst,
      String basis,
      List<Cost.Rival> rivals,
      Optional<Cost.BreakEven> breakEven) {
    double request = month / traffic.requestsPerMonth();
    double tokens = traffic.promptTokens() + (double) traffic.outputTokens();
    return new Cost(
        OptionalDouble.of(request),
        OptionalDouble.of(request / tokens * 1e6),
        OptionalDouble.of(least),
        OptionalDouble.of(month),
        OptionalDouble.of(worst),
        basis,
        rivals,
        breakEven);
  }

  /** By hours alone, so that it holds whatever an hour costs. */
  private static Optional<Cost.BreakEven> breakEven(
      Placement.OnInstances instances, double seconds) {
    return instances.leastInstances() > 0
        ? Optional.empty()
        : Optional.of(
            new Cost.BreakEven(
                Traffic.HOURS_PER_MONTH - Traffic.DAYS_PER_MONTH * IDLE_HOURS,
                Traffic.HOURS_PER_MONTH / (seconds / SECONDS_PER_HOUR + IDLE_HOURS)));
  }

  private static Cost unknown(
      String basis, List<Cost.Rival> rivals, Optional<Cost.BreakEven> breakEven) {
    OptionalDouble none = OptionalDouble.empty();
    return new Cost(none, none, none, none, none, basis, rivals, breakEven);
  }

  private List<Cost.Rival> rivals(Deployment deployment, Traffic traffic) {
    List<Cost.Rival> rivals = new ArrayList<>();
    switch (deployment.machine()) {
      case Placement.Serverless _ ->
          rivals.add(alwaysOn(Placement.OnInstances.STAYING.instanceType()));
      case Placement.OnInstances instances -> {
        if (instances.leastInstances() == 0) {
          rivals.add(alwaysOn(instances.instanceType()));
        }
      }
    }
    rivals.add(bedrock(deployment.model().id(), traffic));
    return rivals;
  }

  private Cost.Rival alwaysOn(String instanceType) {
    InstanceType instance = platform.instance(instanceType);
    Optional<Price> price = instance.hourlyPrice();
    return new Cost.Rival(
        "always-on " + instance.name(),
        price.isPresent()
            ? OptionalDouble.of(price.get().dollars() * Traffic.HOURS_PER_MONTH)
            : OptionalDouble.empty(),
        price.map(Price::source).orElse("price not known"));
  }

  private Cost.Rival bedrock(ModelId model, Traffic traffic) {
    Optional<BedrockPrice> price = platform.bedrock(model);
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
