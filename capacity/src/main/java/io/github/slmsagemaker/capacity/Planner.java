package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers for one configuration at a time; the same question gives the same answer. */
public final class Planner {
  private final Platform platform;
  private final SpeedModel speeds;
  private final ReachModel reaches;
  private final CostModel costs;
  private final Notes notes;

  /** On AWS as the catalogue has it. */
  public Planner() {
    this(Platform.load());
  }

  Planner(Platform platform) {
    this.platform = platform;
    this.speeds = new SpeedModel(platform);
    this.reaches = new ReachModel(platform);
    this.costs = new CostModel(platform);
    this.notes = new Notes(platform);
  }

  /**
   * The whole picture.
   *
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException for an unknown instance type
   */
  public Plan plan(Configuration configuration, Traffic traffic) {
    Fit memory = memory(configuration);
    Optional<ImageFit> image = image(configuration);
    List<String> problems = problems(configuration, memory, image);
    Speed speed = speeds.of(configuration);
    Reach reach = reaches.of(configuration, speed, traffic);
    return new Plan(
        configuration,
        traffic,
        memory,
        image,
        speed,
        reach,
        costs.of(configuration, speed, traffic),
        problems,
        notes.of(configuration, traffic, memory, image, speed, reach),
        problems.isEmpty() ? List.of() : new Alternatives(this).near(configuration));
  }

  /** Whether it fits, and nothing else. */
  public boolean fits(Configuration configuration) {
    return problems(configuration, memory(configuration), image(configuration)).isEmpty();
  }

  private Fit memory(Configuration configuration) {
    Architecture shape = configuration.model().architecture().orElseThrow();
    long bytes = configuration.fileBytes();
    if (configuration.lane() == Lane.SERVERLESS) {
      MemoryNeed need =
          MemoryModel.onProcessors(
              shape,
              bytes,
              configuration.weights().name(),
              EngineBuild.of(configuration.engine()),
              configuration.setup());
      return new Fit(
          need,
          (long) configuration.memoryMb() << 20,
          "an endpoint of %d MB".formatted(configuration.memoryMb()));
    }
    InstanceType instance = platform.instance(configuration.instanceType());
    MemoryNeed need = MemoryModel.onCard(shape, bytes, instance, configuration.setup());
    return new Fit(
        need, instance.cardBytes(), "%s's %s".formatted(instance.name(), instance.card()));
  }

  private Optional<ImageFit> image(Configuration configuration) {
    if (configuration.lane() != Lane.SERVERLESS) {
      return Optional.empty();
    }
    // TGI's published base is too large as it is; only its router and libraries go into ours.
    OptionalLong base =
        configuration.engine() == EngineKind.LLAMA_CPP
            ? platform
                .image(configuration.engine())
                .map(BaseImage::bytes)
                .orElse(OptionalLong.empty())
            : OptionalLong.empty();
    return Optional.of(
        new ImageFit(
            configuration.fileBytes(),
            base,
            platform.serverless().imageBytes(),
            configuration.fileBytes() / platform.serverless().start().toSeconds()));
  }

  private static List<String> problems(
      Configuration configuration, Fit memory, Optional<ImageFit> image) {
    List<String> problems = new ArrayList<>();
    if (configuration.weights().format() != LaneWeights.format(configuration.lane())) {
      problems.add(
          "%s is stored as %s, which lane %s cannot load"
              .formatted(
                  configuration.weights().name(),
                  configuration.weights().format(),
                  configuration.lane().word()));
    }
    if (!memory.fits()) {
      problems.add(tooLarge(memory));
    }
    image
        .filter(candidate -> !candidate.fits())
        .ifPresent(
            candidate ->
                problems.add(
                    "weights of %s do not fit into an image of %s"
                        .formatted(
                            Words.gigabytes(candidate.weights()),
                            Words.gigabytes(candidate.limit()))));
    return problems;
  }

  private static String tooLarge(Fit memory) {
    return "it needs %s (%s), and %s has %s"
        .formatted(
            Words.mebibytes(memory.need().total()),
            Words.terms(memory.need()),
            memory.where(),
            Words.mebibytes(memory.available()));
  }
}
