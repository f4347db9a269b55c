package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.capacity.EngineSetup;
import io.github.slmsagemaker.capacity.KvType;
import io.github.slmsagemaker.capacity.Plan;
import io.github.slmsagemaker.capacity.Planner;
import io.github.slmsagemaker.capacity.Platform;
import io.github.slmsagemaker.capacity.Traffic;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.Optional;

/**
 * Whether the model fits where it is to run, by {@code capacity}'s arithmetic. Nothing is said of
 * models and instances that the catalogue does not know.
 */
public final class Fitting {
  private Fitting() {}

  /** Why it does not fit, with the nearest that does. */
  public static Optional<String> problem(SageMakerConstruct.Props props) {
    if (!isKnown(props)) {
      return Optional.empty();
    }
    Plan plan = new Planner().plan(configuration(props), Traffic.usual());
    return plan.fits() ? Optional.empty() : Optional.of(plan.sentence());
  }

  private static boolean isKnown(SageMakerConstruct.Props props) {
    boolean model = Catalogue.load().knows(props.model().id());
    boolean machine =
        props.lane() == Lane.SERVERLESS
            || Platform.load().instances().stream()
                .anyMatch(instance -> instance.name().equals(props.instanceType()));
    return model && machine;
  }

  private static Configuration configuration(SageMakerConstruct.Props props) {
    Model model = Catalogue.load().model(props.model().id());
    return Configuration.of(props.lane(), model, model.quantization(props.model().quantization()))
        .withEngine(props.engine())
        .withSetup(setup(props.settings()))
        .withMemoryMb(props.memoryMb())
        .withInstanceType(props.instanceType())
        .withMaxConcurrency(props.maxConcurrency());
  }

  private static EngineSetup setup(EngineSettings settings) {
    return new EngineSetup(
        settings.contextTokens(),
        settings.threads(),
        settings.physicalBatchTokens(),
        settings.sequences(),
        settings.promptCacheMb(),
        settings.repack(),
        KvType.F16);
  }
}
