package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.CostModel;
import io.github.slmsagemaker.capacity.models.Fit;
import io.github.slmsagemaker.capacity.models.ImageFit;
import io.github.slmsagemaker.capacity.models.MemoryModel;
import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.ReachModel;
import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.SpeedModel;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.deployment.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers for one deployment at a time; the same question gives the same answer. */
public final class Planner {
  private final Platform platform;
  private final MemoryModel memories;
  private final SpeedModel speeds;
  private final CostModel costs;
  private final Notes notes;

  /** On AWS as the catalogue has it. */
  public Planner() {
    this(Platform.load());
  }

  Planner(Platform platform) {
    this.platform = platform;
    this.memories = new MemoryModel(platform);
    this.speeds = new SpeedModel(platform);
    this.costs = new CostModel(platform);
    this.notes = new Notes(platform);
  }

  /**
   * The whole picture.
   *
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException for an unknown instance type
   */
  public Plan plan(Deployment deployment, Traffic traffic) {
    Fit memory = memories.of(deployment);
    Optional<ImageFit> image = ImageFit.of(deployment, platform);
    List<String> problems = problems(memory, image);
    Speed speed = speeds.of(deployment);
    Reach reach = ReachModel.of(deployment, speed, traffic);
    Cost cost = costs.of(deployment, speed, traffic);
    return new Plan(
        deployment,
        traffic,
        memory,
        image,
        speed,
        reach,
        cost,
        problems,
        notes.of(deployment, traffic, memory, image, speed, reach, cost),
        problems.isEmpty() ? List.of() : new Alternatives(this).near(deployment));
  }

  /** Whether it fits, and nothing else. */
  public boolean fits(Deployment deployment) {
    return problems(memories.of(deployment), ImageFit.of(deployment, platform)).isEmpty();
  }

  private static List<String> problems(Fit memory, Optional<ImageFit> image) {
    List<String> problems = new ArrayList<>();
    if (!memory.fits()) {
      problems.add(tooLarge(memory));
    }
    image
        .filter(candidate -> !candidate.fits())
        .ifPresent(
            candidate ->
                problems.add(
                    "weights of %s%s do not fit into an image of %s"
                        .formatted(
                            Words.gigabytes(candidate.weights()),
                            candidate.beginning() == 0
                                ? ""
                                : " and a beginning's state of "
                                    + Words.gigabytes(candidate.beginning()),
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
