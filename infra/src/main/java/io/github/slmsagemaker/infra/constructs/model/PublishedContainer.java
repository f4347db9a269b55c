package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.deployment.engine.PublishedImage;
import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** A container that AWS publishes in each region. */
final class PublishedContainer {
  private static final String ACCOUNT = "account";

  private PublishedContainer() {}

  /**
   * The image in the stack's region; where that is open until deployment, the template looks it up.
   *
   * @throws IllegalArgumentException if the region is known and the image is not published there
   */
  static ContainerImage in(Construct scope, PublishedImage image) {
    Stack stack = Stack.of(scope);
    String region = stack.getRegion();
    String account = Token.isUnresolved(region) ? lookup(scope, image) : account(region, image);
    String host = "%s.dkr.ecr.%s.%s".formatted(account, region, stack.getUrlSuffix());
    return new ContainerImage(
        "%s/%s:%s".formatted(host, image.repository(), image.tag()),
        account,
        region,
        image.repository());
  }

  private static String account(String region, PublishedImage image) {
    String account = image.accounts().get(region);
    if (account == null) {
      throw new IllegalArgumentException(
          "AWS publishes no %s in region %s; take one of %s, or give imageUri"
              .formatted(
                  image.name(),
                  region,
                  String.join(", ", new TreeSet<>(image.accounts().keySet()))));
    }
    return account;
  }

  private static String lookup(Construct scope, PublishedImage image) {
    return CfnMapping.Builder.create(scope, "Accounts")
        .mapping(
            image.accounts().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, entry -> Map.of(ACCOUNT, entry.getValue()))))
        .build()
        .findInMap(Aws.REGION, ACCOUNT);
  }
}
