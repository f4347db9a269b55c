package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.deployment.ModelImage;
import java.util.Objects;
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
  public ContainerImage {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(repository, "repository");
  }

  /** An image that a person named. */
  public static ContainerImage of(ModelImage.Existing image) {
    return new ContainerImage(image.uri(), image.account(), image.region(), image.repository());
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
