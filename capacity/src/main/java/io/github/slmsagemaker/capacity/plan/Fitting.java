package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.SpeedModel;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import io.github.slmsagemaker.deployment.reader.Reading;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether a deployment fits where it is to run, and how fast it will be. Nothing is said of models
 * whose shape or size, and of instances whose card the catalogue does not know, nor of an endpoint
 * that is there.
 */
public final class Fitting {
  private Fitting() {}

  /** What is to be deployed, and all that keeps it from being so: what every door asks first. */
  public static Reading<DeploymentSettings> read(Map<String, String> settings) {
    return reader(Engines.OURS, UnaryOperator.identity())
        .read(settings)
        .checked(it -> problem(it.deployment()))
        .checked(Affording::problem);
  }

  /** Reads deployments whose context, where none is asked for, is one that fits. */
  public static DeploymentReader reader(Engines engines, UnaryOperator<String> spelling) {
    return new DeploymentReader(engines, spelling, Fitting::withContextThatFits);
  }

  /** The longest half, quarter and so on that fits; the same where none does. */
  private static Deployment withContextThatFits(Deployment usual) {
    Planner planner = new Planner();
    if (!isKnown(usual) || planner.fits(usual)) {
      return usual;
    }
    return Alternatives.smallerContexts(usual)
        .mapToObj(usual::withContextTokens)
        .filter(planner::fits)
        .findFirst()
        .orElse(usual);
  }

  /** Why it does not fit, with the nearest that does. */
  public static Optional<String> problem(Deployment deployment) {
    if (!isKnown(deployment)) {
      return Optional.empty();
    }
    Plan plan = new Planner().plan(deployment, Traffic.usual());
    return plan.fits() ? Optional.empty() : Optional.of(plan.sentence());
  }

  /** How fast one sequence is expected to be, where something can be said of that. */
  public static Optional<Speed> speed(Deployment deployment) {
    return isKnown(deployment)
        ? Optional.of(new SpeedModel(Platform.load()).of(deployment))
        : Optional.empty();
  }

  private static boolean isKnown(Deployment deployment) {
    boolean machine =
        switch (deployment.placement()) {
          case Placement.Serverless _ -> true;
          case Placement.OnInstances instances ->
              Platform.load().instances().stream()
                  .anyMatch(instance -> instance.name().equals(instances.instanceType()));
          case Placement.OnEndpoint _ -> false;
        };
    return machine
        && deployment.model().architecture().isPresent()
        && deployment.weights().size().isPresent();
  }
}
