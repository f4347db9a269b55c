package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.capacity.Plan.Alternative;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What fits near a configuration that does not: one thing changed at a time, and as little of it as
 * will do.
 */
final class Alternatives {
  private static final int LEAST_USEFUL_CONTEXT = 1024;

  private final Planner planner;

  Alternatives(Planner planner) {
    this.planner = planner;
  }

  List<Alternative> near(Configuration configuration) {
    List<Alternative> found = new ArrayList<>();
    smallerWeights(configuration).ifPresent(found::add);
    smallerContext(configuration).ifPresent(found::add);
    moreMemory(configuration).ifPresent(found::add);
    largerCard(configuration).ifPresent(found::add);
    otherModel(configuration).ifPresent(found::add);
    if (found.isEmpty() || configuration.lane() == Lane.SERVERLESS) {
      otherLane(configuration).ifPresent(found::add);
    }
    return found;
  }

  /** The largest smaller weights that fit. */
  private Optional<Alternative> smallerWeights(Configuration configuration) {
    List<Quantization> weights =
        LaneWeights.of(configuration.lane(), configuration.model()).reversed();
    return first(
        weights.stream()
            .filter(candidate -> bytes(candidate) < configuration.fileBytes())
            .map(candidate -> configuration.withWeights(configuration.model(), candidate)),
        changed -> "quantization " + changed.weights().name());
  }

  private static long bytes(Quantization weights) {
    return weights.size().orElseThrow().bytes();
  }

  /** The longest half, quarter and so on. */
  private Optional<Alternative> smallerContext(Configuration configuration) {
    return first(
        IntStream.iterate(
                Integer.highestOneBit(configuration.setup().contextTokens() - 1),
                tokens -> tokens >= LEAST_USEFUL_CONTEXT,
                tokens -> tokens / 2)
            .mapToObj(configuration::withContextTokens),
        changed -> "context " + changed.setup().contextTokens());
  }

  private Optional<Alternative> moreMemory(Configuration configuration) {
    if (configuration.lane() != Lane.SERVERLESS) {
      return Optional.empty();
    }
    return first(
        IntStream.of(Platform.load().serverless().memorySizesMb())
            .filter(size -> size > configuration.memoryMb())
            .mapToObj(configuration::withMemoryMb),
        changed -> "memory " + changed.memoryMb() + " MB");
  }

  private Optional<Alternative> largerCard(Configuration configuration) {
    if (configuration.lane() == Lane.SERVERLESS) {
      return Optional.empty();
    }
    return first(
        Platform.load().instances().stream()
            .map(instance -> configuration.withInstanceType(instance.name())),
        changed ->
            "instance type %s (%d MiB)"
                .formatted(
                    changed.instanceType(),
                    Platform.load().instance(changed.instanceType()).cardMib()));
  }

  /** Another model in its usual form. */
  private Optional<Alternative> otherModel(Configuration configuration) {
    return first(
        models(configuration.lane())
            .filter(model -> !model.equals(configuration.model()))
            .map(
                model ->
                    configuration.withWeights(
                        model, LaneWeights.usual(configuration.lane(), model))),
        changed -> "model %s in %s".formatted(changed.model().id(), changed.weights().name()));
  }

  private Optional<Alternative> otherLane(Configuration configuration) {
    return first(
        Stream.of(Lane.GPU, Lane.SERVERLESS)
            .filter(lane -> lane != configuration.lane())
            .filter(lane -> !LaneWeights.of(lane, configuration.model()).isEmpty())
            .map(
                lane ->
                    Configuration.of(
                        lane,
                        configuration.model(),
                        LaneWeights.usual(lane, configuration.model()))),
        changed -> "lane %s in %s".formatted(changed.lane().word(), changed.weights().name()));
  }

  private static Stream<Model> models(Lane lane) {
    return Catalogue.load().models().stream()
        .filter(
            model -> model.architecture().isPresent() && !LaneWeights.of(lane, model).isEmpty());
  }

  private Optional<Alternative> first(
      Stream<Configuration> candidates, Function<Configuration, String> change) {
    return candidates
        .filter(planner::fits)
        .findFirst()
        .map(candidate -> new Alternative(change.apply(candidate), candidate));
  }
}
