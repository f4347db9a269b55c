package io.github.slmsagemaker.infra.constructs.image;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the image of the model's container comes from. */
public sealed interface ModelImage {

  /** One that is there. */
  record Existing(String uri) implements ModelImage {
    public Existing {
      Objects.requireNonNull(uri, "uri");
    }
  }

  /** AWS's TGI container, as it is published; for the GPU lanes. */
  record Published() implements ModelImage {}

  /**
   * Our layer over an engine image, built when the stack is deployed; for the serverless lane.
   *
   * @param builder who builds it
   * @param engineImage llama.cpp container to build on; empty takes AWS's
   * @param tgiImage TGI image with the llama.cpp backend, which engine tgi needs
   */
  record Built(Builder builder, Optional<String> engineImage, Optional<String> tgiImage)
      implements ModelImage {
    private static final Pattern REFERENCE =
        Pattern.compile(
            "[a-z0-9][a-z0-9.-]*(:\\d+)?(/[a-z0-9][a-z0-9._-]*)+(:[\\w.-]+|@sha256:[0-9a-f]{64})");

    public Built {
      Objects.requireNonNull(builder, "builder");
      Objects.requireNonNull(engineImage, "engineImage");
      Objects.requireNonNull(tgiImage, "tgiImage");
    }

    /** In the account, from AWS's llama.cpp container. */
    public static Built usual() {
      return new Built(Builder.CODEBUILD, Optional.empty(), Optional.empty());
    }

    /** What is wrong with the name of an image to build on. */
    public static Optional<String> problem(String key, String image) {
      return REFERENCE.matcher(image).matches()
          ? Optional.empty()
          : Optional.of(
              "%s is '%s', expected REGISTRY/REPOSITORY@sha256:DIGEST or REGISTRY/REPOSITORY:TAG"
                  .formatted(key, image));
    }
  }

  /** Who builds an image. */
  enum Builder {
    /** CodeBuild, in the account: nothing is pushed from here, and no Docker is needed. */
    CODEBUILD,
    /** Docker on the machine that deploys, which pushes all of the image from there. */
    DOCKER
  }
}
