package io.github.slmsagemaker.deployment.engine;

import java.util.Optional;

/** llama-server on processors, over the container that AWS publishes. */
final class LlamaCpp {
  static final Host HOST =
      new Host.Processors(
          LlamaCppBuild.CURRENT,
          new LayeredImage(
              "llama-cpp",
              "ENGINE_IMAGE",
              "engineImage",
              Optional.empty(),
              "AWS's llama.cpp container",
              true,
              false,
              true),
          Optional.empty());

  private LlamaCpp() {}
}
