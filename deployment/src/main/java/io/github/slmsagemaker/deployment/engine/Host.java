package io.github.slmsagemaker.deployment.engine;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What an engine runs on, and in which image. */
public sealed interface Host {

  /**
   * Processors, behind our entrypoint, in an image that is built with the weights in it.
   *
   * @param build how its llama.cpp uses memory
   * @param image what it is built on
   * @param company what runs beside it in the container, whose memory nobody measured
   */
  record Processors(LlamaCppBuild build, LayeredImage image, Optional<String> company)
      implements Host {
    public Processors {
      Objects.requireNonNull(build, "build");
      Objects.requireNonNull(image, "image");
      Objects.requireNonNull(company, "company");
    }
  }

  /**
   * A graphics card, in an image that AWS publishes, which fetches the weights when it starts.
   *
   * @param leftFree share of the card's memory that it does not use
   * @param workingBytes what it takes beside weights, keys and values, where that was read; else 0
   * @param machineImage SageMaker's name of the machine image whose driver the image needs; empty
   *     for the usual one
   * @param image the image
   * @param environment what the container is told
   */
  record Card(
      double leftFree,
      long workingBytes,
      Optional<String> machineImage,
      PublishedImage image,
      CardEnvironment environment)
      implements Host {
    public Card {
      Objects.requireNonNull(machineImage, "machineImage");
      Objects.requireNonNull(image, "image");
      Objects.requireNonNull(environment, "environment");
      if (!(leftFree >= 0 && leftFree < 1)) {
        throw new IllegalArgumentException("leftFree is " + leftFree + ", expected 0 to 1");
      }
    }
  }

  /** Writes the environment of a container that fetches its own weights. */
  @FunctionalInterface
  interface CardEnvironment {
    /**
     * The container's own names, and what they are set to.
     *
     * @param repository Hugging Face repository of the weights, {@code OWNER/NAME}
     * @param revision its commit; empty takes what is published when the container starts
     * @param contextTokens tokens of prompt and answer together
     * @param maxConcurrency requests at once
     */
    Map<String, String> of(
        String repository, Optional<String> revision, int contextTokens, int maxConcurrency);
  }
}
