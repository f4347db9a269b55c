package io.github.slmsagemaker.infra.constructs.image;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * An image in a repository of ECR, the only registry that SageMaker pulls from.
 *
 * @param uri what SageMaker is given; may hold tokens
 * @param account who owns the repository; may be a token
 * @param region where it is; may be a token
 * @param repository its name
 */
public record ContainerImage(String uri, String account, String region, String repository) {
  private static final Pattern ECR =
      Pattern.compile(
          "(?<account>\\d{12})\\.dkr\\.ecr\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?"
              + "/(?<repository>[a-z0-9][a-z0-9._/-]*)(:[\\w.-]+|@sha256:[0-9a-f]{64})");

  public ContainerImage {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(repository, "repository");
  }

  /** What is wrong with a URI that a person wrote. */
  public static Optional<String> problem(String uri) {
    return ECR.matcher(uri).matches()
        ? Optional.empty()
        : Optional.of(
            ("imageUri is '%s', expected"
                    + " ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST or :TAG:"
                    + " SageMaker pulls from ECR only, and on the serverless lane only from the"
                    + " account it runs in; push the image there")
                .formatted(uri));
  }

  /**
   * The image of this URI.
   *
   * @throws IllegalArgumentException if the URI names no image in ECR
   */
  public static ContainerImage of(String uri) {
    Matcher matcher = ECR.matcher(uri);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(problem(uri).orElseThrow());
    }
    return new ContainerImage(
        uri, matcher.group("account"), matcher.group("region"), matcher.group("repository"));
  }

  /**
   * Checks what can be known here of where the image must lie.
   *
   * @throws IllegalArgumentException if it lies in another account or region than the stack
   */
  public void requireSamePlaceAs(Stack stack) {
    requireSame("account", account, stack.getAccount());
    requireSame("region", region, stack.getRegion());
  }

  private void requireSame(String what, String ours, String theirs) {
    boolean known = !Token.isUnresolved(ours) && !Token.isUnresolved(theirs);
    if (known && !ours.equals(theirs)) {
      throw new IllegalArgumentException(
          ("imageUri lies in %s %s, but the stack is deployed to %s: a serverless endpoint pulls"
                  + " only from ECR of its own account and region; push the image there")
              .formatted(what, ours, theirs));
    }
  }

  /** ARN of the repository. */
  public String repositoryArn(Construct scope) {
    return Arn.format(
        ArnComponents.builder()
            .service("ecr")
            .region(region)
            .account(account)
            .resource("repository")
            .resourceName(repository)
            .build(),
        Stack.of(scope));
  }
}
