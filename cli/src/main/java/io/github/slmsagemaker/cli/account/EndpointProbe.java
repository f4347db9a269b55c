package io.github.slmsagemaker.cli.account;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/** Asks somebody else's endpoint what the invoker would ask it, by the invoker's own means. */
final class EndpointProbe {
  /** As long as a serverless endpoint may hold a call through a cold start. */
  private static final Duration PATIENCE =
      Timers.SERVERLESS_COLD_START.plus(Timers.SERVERLESS_CALL);

  private final Region region;

  EndpointProbe(Region region) {
    this.region = region;
  }

  /**
   * Asks for one token.
   *
   * @throws AccountFailure with what kept it from answering
   */
  void ask(Placement.OnEndpoint place, EngineProfile engine) {
    try (var model = new SageMakerEngine(settings(place, engine))) {
      var _ =
          model.generate(
              Generation.of(Prompt.of("Hello"), 1, Sampling.GREEDY),
              new Call(Deadline.in(PATIENCE, InstantSource.system()), new Cancellation()),
              _ -> {});
    } catch (Failure failure) {
      throw new AccountFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  private SageMakerSettings settings(Placement.OnEndpoint place, EngineProfile engine) {
    return new SageMakerSettings(
        engine,
        place.lane().streams(),
        new EndpointName(place.name()),
        place.component().map(InferenceComponentName::new),
        List.of(),
        new SageMakerSettings.Access(
            Optional.of(region.id()), Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
