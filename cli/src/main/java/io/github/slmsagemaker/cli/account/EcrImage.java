package io.github.slmsagemaker.cli.account;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in a private registry of ECR.
 *
 * @param registry account that owns it
 * @param region region that holds it
 * @param repository its repository
 * @param reference a tag, or {@code sha256:...}
 */
public record EcrImage(String registry, String region, String repository, String reference) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?"
              + "/([a-z0-9._/-]+?)(?::([\\w][\\w.-]*)|@(sha256:[0-9a-f]{64}))");

  /** The parts of an image's address; empty where it is in no private registry of ECR. */
  public static Optional<EcrImage> parse(String address) {
    Matcher parts = FORM.matcher(address);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String reference = parts.group(4) == null ? parts.group(5) : parts.group(4);
    return Optional.of(new EcrImage(parts.group(1), parts.group(2), parts.group(3), reference));
  }

  boolean byDigest() {
    return reference.startsWith("sha256:");
  }
}
