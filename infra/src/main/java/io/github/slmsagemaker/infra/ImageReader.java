package io.github.slmsagemaker.infra;

import static io.github.slmsagemaker.infra.ContextKeys.ENGINE_IMAGE;
import static io.github.slmsagemaker.infra.ContextKeys.IMAGE_BUILD;
import static io.github.slmsagemaker.infra.ContextKeys.IMAGE_URI;
import static io.github.slmsagemaker.infra.ContextKeys.TGI_IMAGE;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.infra.constructs.model.LaneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys about the container's image. */
final class ImageReader {
  private final Context context;

  ImageReader(Context context) {
    this.context = context;
  }

  /** Empty where anything is wrong; the context knows what. */
  Optional<ModelImage> read(Lane lane, EngineKind engine) {
    Optional<ModelImage.Builder> builder =
        context.word(
            IMAGE_BUILD,
            Map.of("codebuild", ModelImage.Builder.CODEBUILD, "docker", ModelImage.Builder.DOCKER));
    Optional<String> uri = context.text(IMAGE_URI);
    if (uri.isPresent()) {
      return existing(lane, new ModelImage.Existing(uri.get()));
    }
    if (lane != Lane.SERVERLESS) {
      return Optional.of(LaneRules.usualImage(lane));
    }
    refuseImageOfOtherEngine(engine);
    return Optional.of(
        new ModelImage.Built(
            builder.orElse(ModelImage.Builder.CODEBUILD), base(ENGINE_IMAGE), base(TGI_IMAGE)));
  }

  private Optional<ModelImage> existing(Lane lane, ModelImage.Existing image) {
    for (String key : List.of(IMAGE_BUILD, ENGINE_IMAGE, TGI_IMAGE)) {
      if (lane == Lane.SERVERLESS && context.text(key).isPresent()) {
        context.problem(
            "%s has no effect with imageUri, which is taken as it is; leave one of them out"
                .formatted(key));
      }
    }
    Optional<String> problem = LaneRules.image(lane, image);
    context.problem(problem);
    return problem.isEmpty() ? Optional.of(image) : Optional.empty();
  }

  private void refuseImageOfOtherEngine(EngineKind engine) {
    String other = engine == EngineKind.LLAMA_CPP ? TGI_IMAGE : ENGINE_IMAGE;
    if (context.text(other).isPresent()) {
      context.problem(
          "%s is for engine %s and has no effect with engine %s; leave it out"
              .formatted(
                  other,
                  engine == EngineKind.LLAMA_CPP ? "tgi" : "llama-cpp",
                  engine == EngineKind.LLAMA_CPP ? "llama-cpp" : "tgi"));
    }
  }

  private Optional<String> base(String key) {
    Optional<String> image = context.text(key);
    image.flatMap(name -> ModelImage.Built.problem(key, name)).ifPresent(context::problem);
    return image;
  }
}
