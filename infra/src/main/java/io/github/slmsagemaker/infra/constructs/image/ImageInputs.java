package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.URI;
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
 */
public record ImageInputs(String target, Map<String, String> arguments) {
  private static final URI HUB = URI.create("https://huggingface.co/");

  /** Two bytes for each number of a key and of a value: llama.cpp's f16, its default. */
  private static final int BYTES_OF_KEY_AND_VALUE = 4;

  public ImageInputs {
    Objects.requireNonNull(target, "target");
    arguments = new TreeMap<>(arguments);
  }

  /** What keeps this model from being built into an image. */
  public static Optional<String> problem(
      EngineKind engine, ServedModel model, ModelImage.Built image) {
    Quantization weights = weights(model);
    if (weights.location(HUB).isEmpty() || weights.sha256().isEmpty()) {
      return Optional.of(
          ("quantization %s of %s has no file and checksum in the catalogue to build an image from;"
                  + " take Q4_K_M, or give an image that holds it as imageUri")
              .formatted(weights.name(), model.id()));
    }
    if (engine == EngineKind.TGI_LLAMACPP && image.tgiImage().isEmpty()) {
      return Optional.of("tgiImage is missing: no published TGI image has the llama.cpp backend");
    }
    return Optional.empty();
  }

  /** Inputs of a model without a {@link #problem}. */
  static ImageInputs of(EngineKind engine, ServedModel served, ModelImage.Built image) {
    Quantization weights = weights(served);
    Model model = Catalogue.load().model(served.id());
    Architecture shape = model.architecture().orElseThrow();
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("MODEL_ID", served.id());
    arguments.put("MODEL_QUANTIZATION", weights.name());
    arguments.put("MODEL_URL", weights.location(HUB).orElseThrow().toString());
    arguments.put("MODEL_SHA256", weights.sha256().orElseThrow());
    weights
        .size()
        .filter(Quantization.Size::exact)
        .ifPresent(size -> arguments.put("MODEL_BYTES", Long.toString(size.bytes())));
    arguments.put(
        "MODEL_KV_BYTES_PER_TOKEN",
        Integer.toString(
            shape.layers() * shape.kvHeads() * shape.headDim() * BYTES_OF_KEY_AND_VALUE));
    arguments.put("MODEL_TRAINED_CONTEXT", Integer.toString(shape.contextLength()));
    if (engine != EngineKind.TGI_LLAMACPP) {
      image.engineImage().ifPresent(base -> arguments.put("ENGINE_IMAGE", base));
      return new ImageInputs("llama-cpp", arguments);
    }
    String tokenizer = model.huggingFaceId().orElseThrow();
    arguments.put("TGI_IMAGE", image.tgiImage().orElseThrow());
    arguments.put("TOKENIZER_ID", tokenizer);
    arguments.put("TOKENIZER_REVISION", "main");
    arguments.put("TOKENIZER_URL", HUB.resolve("/" + tokenizer + "/resolve/main").toString());
    return new ImageInputs("tgi", arguments);
  }

  /** The image to build on where it lies in an ECR that asks for permission. */
  Optional<ContainerImage> privateBase() {
    return Optional.ofNullable(arguments.getOrDefault("ENGINE_IMAGE", arguments.get("TGI_IMAGE")))
        .filter(base -> ContainerImage.problem(base).isEmpty())
        .map(ContainerImage::of);
  }

  private static Quantization weights(ServedModel model) {
    return Catalogue.load().model(model.id()).quantization(model.quantization());
  }
}
