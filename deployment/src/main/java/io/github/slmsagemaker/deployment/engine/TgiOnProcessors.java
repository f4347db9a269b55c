package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import java.util.Optional;

/**
 * Text Generation Inference with its llama.cpp backend: it refuses stop strings and log
 * probabilities of alternatives, ignores grammars, and samples where it is asked to be greedy.
 *
 * <p>The whole of its image is too large; only its router and libraries go into ours.
 */
final class TgiOnProcessors {
  static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.LOGPROBS, Capability.NO_BUDGET, Capability.TOP_K, Capability.REPEAT_PENALTY);

  static final Host HOST =
      new Host.Processors(
          LlamaCppBuild.EARLY_2025,
          new LayeredImage(
              "tgi",
              "TGI_IMAGE",
              "tgiImage",
              Optional.of("a TGI image with the llama.cpp backend"),
              "TGI's router and libraries; the whole of TGI's image is 17 GB",
              false,
              true,
              false),
          Optional.of("TGI's router and its Python"));

  private TgiOnProcessors() {}
}
