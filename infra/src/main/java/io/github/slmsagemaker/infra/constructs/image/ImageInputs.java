package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.LayeredImage;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image is built from: a target of the Dockerfile and its build arguments, which the
 * catalogue gives.
 *
 * @param target stage of the Dockerfile
 * @param arguments build arguments by name, sorted
 * @param base image to build on, where one is named
 */
public record ImageInputs(String target, Map<String, String> arguments, Optional<String> base) {
  /** llama.cpp's f16, its default for keys and values. */
  private static final int BYTES_OF_AN_ELEMENT = 2;

  public ImageInputs {
    Objects.requireNonNull(target, "target");
    arguments = new TreeMap<>(arguments);
  }

  /**
   * Inputs of an image.
   *
   * @throws IllegalArgumentException if no image to build on is named where none is published
   */
  static ImageInputs of(LayeredImage layered, Deployment deployment, ModelImage.Built image) {
    if (layered.wanted().isPresent() && image.base().isEmpty()) {
      throw new IllegalArgumentException(
          "%s is missing: no published image is %s"
              .formatted(layered.key(), layered.wanted().get()));
    }
    Model model = deployment.model();
    Quantization weights = deployment.weights();
    Architecture shape = model.architecture().orElseThrow();
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("MODEL_ID", model.id().value());
    arguments.put("MODEL_QUANTIZATION", weights.name());
    arguments.put("MODEL_URL", weights.location(Catalogue.HUB).orElseThrow().toString());
    arguments.put("MODEL_SHA256", weights.sha256().orElseThrow());
    weights
        .size()
        .filter(Quantization.Size::exact)
        .ifPresent(size -> arguments.put("MODEL_BYTES", Long.toString(size.bytes())));
    arguments.put(
        "MODEL_KV_BYTES_PER_TOKEN", Long.toString(shape.cacheElements() * BYTES_OF_AN_ELEMENT));
    arguments.put("MODEL_TRAINED_CONTEXT", Integer.toString(shape.contextLength()));
    if (image.beginning().isPresent()
        && deployment.placement() instanceof Placement.Serverless serverless) {
      arguments.put("CONTEXT_TOKENS", Integer.toString(deployment.contextTokens()));
      arguments.put("SEQUENCES", Integer.toString(serverless.settings().sequences()));
    }
    image.base().ifPresent(base -> arguments.put(layered.argument(), base));
    if (layered.tokenizer()) {
      String tokenizer = model.huggingFaceId().orElseThrow();
      arguments.put("TOKENIZER_ID", tokenizer);
      arguments.put("TOKENIZER_REVISION", "main");
      arguments.put(
          "TOKENIZER_URL", Catalogue.HUB.resolve("/" + tokenizer + "/resolve/main").toString());
    }
    return new ImageInputs(layered.target(), arguments, image.base());
  }

  /** The image to build on where it lies in an ECR that asks for permission. */
  Optional<ContainerImage> privateBase() {
    return base.filter(it -> ModelImage.Existing.problem("base", it).isEmpty())
        .map(ModelImage.Existing::new)
        .map(ContainerImage::of);
  }
}
