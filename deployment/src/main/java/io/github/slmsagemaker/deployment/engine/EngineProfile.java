package io.github.slmsagemaker.deployment.engine;

import static java.util.Comparator.comparingInt;

import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import java.util.List;
import java.util.Optional;

/** All that the rest of the product asks of an engine; {@link EngineKind} has those there are. */
public interface EngineProfile {
  /** The word in environment variables and in the catalogue, by which its dialect is found. */
  String word();

  /** The word of a person who chooses it, unique among the engines of a lane. */
  String choice();

  /** The forms of weights that it loads, the usual one first. */
  List<Quantization.Format> weights();

  /** What it can do beside generating text. */
  Capabilities capabilities();

  /** What it runs on, and in which image. */
  Host host();

  /** Whether it can go on with an answer in a further call. */
  default boolean continues() {
    return capabilities().can(Capability.CONTINUATION);
  }

  /** Model calls for one request, unless the deployment says so. */
  default int usualCalls() {
    return continues() ? Timers.USUAL_CALLS_PER_REQUEST : 1;
  }

  /** Whether it is of use on a lane. */
  default boolean runsOn(Lane lane) {
    return switch (host()) {
      case Host.Processors _ -> lane == Lane.SERVERLESS;
      case Host.Card _ -> lane != Lane.SERVERLESS;
    };
  }

  /** All weights of a model that it can load, smallest first. */
  default List<Quantization> weightsOf(Model model) {
    return model.quantizations().stream()
        .filter(form -> weights().contains(form.format()))
        .toList();
  }

  /** The weights to take when none are asked for; empty where it can load none. */
  default Optional<Quantization> usualWeights(Model model) {
    List<Quantization> possible = weightsOf(model);
    return model
        .preferred()
        .filter(possible::contains)
        .or(() -> possible.stream().min(comparingInt(form -> weights().indexOf(form.format()))));
  }
}
