package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.Fit;
import io.github.slmsagemaker.capacity.models.ImageFit;
import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.deployment.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be known of a deployment before it is deployed.
 *
 * @param deployment what was asked about
 * @param traffic what it is to serve
 * @param memory whether it fits into memory
 * @param image whether the image is possible; on the serverless lane alone
 * @param speed how fast one request is served
 * @param reach what one request can get
 * @param cost what it costs
 * @param problems why it is impossible, each with its numbers; none where it fits
 * @param notes what a person should know of it all the same
 * @param nearest deployments near this one that fit, where this one does not
 */
public record Plan(
    Deployment deployment,
    Traffic traffic,
    Fit memory,
    Optional<ImageFit> image,
    Speed speed,
    Reach reach,
    Cost cost,
    List<String> problems,
    List<String> notes,
    List<Alternative> nearest) {
  public Plan {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    nearest = List.copyOf(nearest);
  }

  /** Whether nothing is known that forbids it. */
  public boolean fits() {
    return problems.isEmpty();
  }

  /** The verdict in a sentence that a person can act on; with the nearest yes where it is a no. */
  public String sentence() {
    String subject = subject();
    if (fits()) {
      return "%s fits: it needs %s, and %s has %s"
          .formatted(
              subject,
              Words.mebibytes(memory.need().total()),
              memory.where(),
              Words.mebibytes(memory.available()));
    }
    String reason = "%s does not fit: %s".formatted(subject, String.join("; ", problems));
    return nearest.isEmpty()
        ? reason + "; nothing near it fits either"
        : reason
            + "; what fits: "
            + String.join(", or ", nearest.stream().map(Alternative::change).toList());
  }

  /** What is placed where; the place's memory or card is named with its size. */
  private String subject() {
    return "%s in %s with a context of %d on lane %s"
        .formatted(
            deployment.model().id(),
            deployment.weights().name(),
            deployment.contextTokens(),
            deployment.lane().word());
  }

  /**
   * A deployment that fits, near one that does not.
   *
   * @param change what is other about it
   * @param deployment the whole of it
   */
  public record Alternative(String change, Deployment deployment) {}
}
