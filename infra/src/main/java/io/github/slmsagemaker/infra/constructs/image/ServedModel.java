package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.capacity.LaneWeights;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.Objects;
import java.util.Optional;

/**
 * The weights that a deployment serves.
 *
 * @param id the name that clients write
 * @param quantization the form of the weights, such as {@code Q4_K_M}
 * @param repository Hugging Face repository that TGI loads them from, {@code OWNER/NAME}
 * @param revision commit of that repository; empty takes what is published when the engine starts
 */
public record ServedModel(
    String id, String quantization, String repository, Optional<String> revision) {

  /** The one that a deployment serves unless told otherwise. */
  public static final String DEFAULT_ID = Configuration.DEFAULT_MODEL;

  public ServedModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(quantization, "quantization");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(revision, "revision");
  }

  /** The default model in the form that suits the lane. */
  public static ServedModel byDefault(Lane lane) {
    return fromCatalogue(lane, DEFAULT_ID, Optional.empty());
  }

  /**
   * A model of the catalogue in the form that suits the lane: GGUF for a CPU, safetensors for TGI
   * on a GPU.
   *
   * @param quantization its name; empty takes the lane's usual one
   * @throws IllegalArgumentException if the model has no such form, or none for this lane
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException if there is no such name
   */
  public static ServedModel fromCatalogue(Lane lane, String id, Optional<String> quantization) {
    Model model = Catalogue.load().model(id);
    Quantization weights =
        quantization.map(model::quantization).orElseGet(() -> LaneWeights.usual(lane, model));
    if (weights.format() != LaneWeights.format(lane)) {
      throw new IllegalArgumentException(
          "quantization %s of %s is stored as %s, but lane %s needs %s"
              .formatted(
                  weights.name(), id, weights.format(), lane.word(), LaneWeights.format(lane)));
    }
    String repository =
        weights
            .repository()
            .or(model::huggingFaceId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        id + " is published nowhere: it runs on a laptop only"));
    return new ServedModel(id, weights.name(), repository, weights.revision());
  }
}
