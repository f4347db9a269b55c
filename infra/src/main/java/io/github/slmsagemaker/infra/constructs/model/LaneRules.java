package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import io.github.slmsagemaker.infra.constructs.image.ImageInputs;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.infra.constructs.image.ServedModel;
import java.util.Optional;

/** Which engine and image go with which lane. */
public final class LaneRules {
  private LaneRules() {}

  /** The engine of a lane unless told otherwise. */
  public static EngineKind usualEngine(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> EngineKind.LLAMA_CPP;
      case GPU, ALWAYS_ON -> EngineKind.TGI;
    };
  }

  /** What is wrong with running this engine on this lane. */
  public static Optional<String> engine(Lane lane, EngineKind engine) {
    boolean onCpu =
        switch (engine) {
          case LLAMA_CPP, TGI_LLAMACPP -> true;
          case TGI -> false;
        };
    if (onCpu == (lane == Lane.SERVERLESS)) {
      return Optional.empty();
    }
    return Optional.of(
        "engine %s does not run on lane %s, which has %s; take engine %s there"
            .formatted(
                engine.word(), lane.word(), onCpu ? "a GPU" : "no GPU", usualEngine(lane).word()));
  }

  /** The image of a lane unless told otherwise. */
  public static ModelImage usualImage(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> ModelImage.Built.usual();
      case GPU, ALWAYS_ON -> new ModelImage.Published();
    };
  }

  /** What is wrong with this image on this lane. */
  public static Optional<String> image(Lane lane, ModelImage image) {
    return switch (image) {
      case ModelImage.Existing(String uri) -> ContainerImage.problem(uri);
      case ModelImage.Published _ ->
          lane == Lane.SERVERLESS
              ? Optional.of("no published image holds the weights, which lane serverless needs")
              : Optional.empty();
      case ModelImage.Built _ ->
          lane == Lane.SERVERLESS
              ? Optional.empty()
              : Optional.of(
                  "an image for CPUs does not run on lane %s; leave it out, or give imageUri"
                      .formatted(lane.word()));
    };
  }

  /** What keeps the image from being built for this engine and model; others need no building. */
  static Optional<String> build(EngineKind engine, ServedModel model, ModelImage image) {
    return image instanceof ModelImage.Built built
        ? ImageInputs.problem(engine, model, built)
        : Optional.empty();
  }
}
