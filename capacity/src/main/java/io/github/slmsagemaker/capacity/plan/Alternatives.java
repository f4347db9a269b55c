package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.plan.Plan.Alternative;
import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.capacity.models.HeadStart;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ServerlessLimits;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What fits near a deployment that does not: one thing changed at a time, and as little of it as
 * will do.
 */
final class Alternatives {
  private static final int LEAST_USEFUL_CONTEXT = 1024;

  private final Planner planner;

  Alternatives(Planner planner) {
    this.planner = planner;
  }

  List<Alternative> near(Deployment deployment) {
    List<Alternative> found = new ArrayList<>();
    smallerWeights(deployment).ifPresent(found::add);
    smallerContext(deployment).ifPresent(found::add);
    larger(deployment).ifPresent(found::add);
    otherModel(deployment).ifPresent(found::add);
    boolean elsewhereToo =
        switch (deployment.machine()) {
          case Placement.Serverless _ -> true;
          case Placement.OnInstances _ -> found.isEmpty();
        };
    if (elsewhereToo) {
      otherLane(deployment).ifPresent(found::add);
    }
    return found;
  }

  /** The largest smaller weights that fit. */
  private Optional<Alternative> smallerWeights(Deployment deployment) {
    long bytes = bytes(deployment.weights());
    return first(
        deployment.engine().weightsOf(deployment.model()).reversed().stream()
            .filter(candidate -> bytes(candidate) < bytes)
            .map(
                candidate ->
                    new Alternative(
                        "quantization " + candidate.name(),
                        deployment.withWeights(deployment.model(), candidate))));
  }

  private static long bytes(Quantization weights) {
    return weights.size().orElseThrow().bytes();
  }

  /** The longest half, quarter and so on. */
  private Optional<Alternative> smallerContext(Deployment deployment) {
    return first(
        smallerContexts(deployment)
            .mapToObj(
                tokens ->
                    new Alternative("context " + tokens, deployment.withContextTokens(tokens))));
  }

  /**
   * Half, a quarter and so on of what it has, as long as they are of use and hold its beginning.
   */
  static IntStream smallerContexts(Deployment deployment) {
    int beginning = HeadStart.of(deployment).map(HeadStart::tokens).orElse(0);
    return IntStream.iterate(
        Integer.highestOneBit(deployment.contextTokens() - 1),
        tokens -> tokens >= LEAST_USEFUL_CONTEXT && tokens > beginning,
        tokens -> tokens / 2);
  }

  private Optional<Alternative> larger(Deployment deployment) {
    return switch (deployment.machine()) {
      case Placement.Serverless serverless -> first(moreMemory(deployment, serverless));
      case Placement.OnInstances instances -> first(otherCards(deployment, instances));
    };
  }

  private static Stream<Alternative> moreMemory(
      Deployment deployment, Placement.Serverless serverless) {
    return IntStream.of(ServerlessLimits.load().memorySizesMb())
        .filter(size -> size > serverless.memoryMb())
        .mapToObj(
            size ->
                new Alternative(
                    "memory %d MB".formatted(size),
                    deployment.withPlacement(serverless.withMemoryMb(size))));
  }

  private static Stream<Alternative> otherCards(
      Deployment deployment, Placement.OnInstances instances) {
    return Platform.load().instances().stream()
        .map(
            (InstanceType instance) ->
                new Alternative(
                    "instance type %s (%d MiB)".formatted(instance.name(), instance.cardMib()),
                    deployment.withPlacement(instances.withInstanceType(instance.name()))));
  }

  /** Another model in its usual form. */
  private Optional<Alternative> otherModel(Deployment deployment) {
    return first(
        Catalogue.load().models().stream()
            .filter(model -> model.architecture().isPresent() && !model.equals(deployment.model()))
            .flatMap(
                model ->
                    deployment.engine().usualWeights(model).stream()
                        .map(
                            weights ->
                                new Alternative(
                                    "model %s in %s".formatted(model.id(), weights.name()),
                                    deployment.withWeights(model, weights)))));
  }

  private Optional<Alternative> otherLane(Deployment deployment) {
    return first(
        Stream.of(Lane.GPU, Lane.SERVERLESS)
            .filter(lane -> lane != deployment.lane())
            .filter(lane -> !Engines.OURS.usual(lane).weightsOf(deployment.model()).isEmpty())
            .map(lane -> Deployment.of(lane, Engines.OURS.usual(lane), deployment.model()))
            .map(
                other ->
                    new Alternative(
                        "lane %s in %s".formatted(other.lane().word(), other.weights().name()),
                        other)));
  }

  private Optional<Alternative> first(Stream<Alternative> candidates) {
    return candidates.filter(candidate -> planner.fits(candidate.deployment())).findFirst();
  }
}
