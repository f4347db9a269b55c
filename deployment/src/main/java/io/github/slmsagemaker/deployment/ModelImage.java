package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.chat.Beginning;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the image of a model's container on the serverless lane comes from. */
public sealed interface ModelImage {

  /**
   * One that is there, in ECR, the only registry that SageMaker pulls from.
   *
   * @param uri its address
   */
  record Existing(String uri) implements ModelImage {
    private static final Pattern ECR =
        Pattern.compile(
            "(?<account>\\d{12})\\.dkr\\.ecr\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?"
                + "/(?<repository>[a-z0-9][a-z0-9._/-]*)(:[\\w.-]+|@sha256:[0-9a-f]{64})");

    public Existing {
      problem("imageUri", uri)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    /** What is wrong with an address that a person wrote. */
    public static Optional<String> problem(String name, String uri) {
      return ECR.matcher(uri).matches()
          ? Optional.empty()
          : Optional.of(
              ("%s is '%s', expected"
                      + " ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST or :TAG:"
                      + " SageMaker pulls from ECR only, and on the serverless lane only from the"
                      + " account it runs in; push the image there")
                  .formatted(name, uri));
    }

    /** Who owns the repository. */
    public String account() {
      return part("account");
    }

    /** Where it is. */
    public String region() {
      return part("region");
    }

    /** Its name. */
    public String repository() {
      return part("repository");
    }

    private String part(String group) {
      Matcher matcher = ECR.matcher(uri);
      if (!matcher.matches()) {
        throw new IllegalStateException(uri);
      }
      return matcher.group(group);
    }
  }

  /**
   * Our layer over an engine image, built when the stack is deployed.
   *
   * @param builder who builds it
   * @param base image to build on; empty takes the one that is published for the engine
   * @param beginning what is read while it is built, so that no conversation has to; empty for
   *     nothing
   */
  record Built(Builder builder, Optional<String> base, Optional<Beginning> beginning)
      implements ModelImage {
    private static final Pattern REFERENCE =
        Pattern.compile(
            "[a-z0-9][a-z0-9.-]*(:\\d+)?(/[a-z0-9][a-z0-9._-]*)+(:[\\w.-]+|@sha256:[0-9a-f]{64})");

    /** In the account, from the published image. */
    public static final Built USUAL = new Built(Builder.CODEBUILD, Optional.empty());

    public Built {
      Objects.requireNonNull(builder, "builder");
      Objects.requireNonNull(base, "base");
      Objects.requireNonNull(beginning, "beginning");
    }

    /** One that remembers nothing. */
    public Built(Builder builder, Optional<String> base) {
      this(builder, base, Optional.empty());
    }

    /** What is wrong with the name of an image to build on. */
    public static Optional<String> problem(String name, String image) {
      return REFERENCE.matcher(image).matches()
          ? Optional.empty()
          : Optional.of(
              "%s is '%s', expected REGISTRY/REPOSITORY@sha256:DIGEST or REGISTRY/REPOSITORY:TAG"
                  .formatted(name, image));
    }
  }

  /** Who builds an image. */
  enum Builder {
    /** CodeBuild, in the account: nothing is pushed from here, and no Docker is needed. */
    CODEBUILD("codebuild"),
    /** Docker on the machine that deploys, which pushes all of the image from there. */
    DOCKER("docker");

    private final String word;

    Builder(String word) {
      this.word = word;
    }

    /** The word in settings. */
    public String word() {
      return word;
    }
  }
}
