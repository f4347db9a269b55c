package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.List;

/** Which forms of weights a lane can load: GGUF on processors, safetensors for TGI on a card. */
public final class LaneWeights {
  private LaneWeights() {}

  /** The form that the lane's engine loads. */
  public static Quantization.Format format(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> Quantization.Format.GGUF;
      case GPU, ALWAYS_ON -> Quantization.Format.SAFETENSORS;
    };
  }

  /** All weights of a model that a lane can load, smallest first. */
  public static List<Quantization> of(Lane lane, Model model) {
    return model.quantizations().stream()
        .filter(weights -> weights.format() == format(lane))
        .toList();
  }

  /**
   * The weights to take when none are asked for.
   *
   * @throws IllegalArgumentException if the model has none for this lane
   */
  public static Quantization usual(Lane lane, Model model) {
    List<Quantization> possible = of(lane, model);
    return model
        .preferred()
        .filter(possible::contains)
        .or(() -> possible.stream().findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no weights as %s in the catalogue, which lane %s needs"
                        .formatted(model.id(), format(lane), lane.word())));
  }
}
