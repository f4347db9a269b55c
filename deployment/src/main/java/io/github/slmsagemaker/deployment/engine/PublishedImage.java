package io.github.slmsagemaker.deployment.engine;

import java.util.Map;
import java.util.Objects;

/**
 * A container image that AWS publishes in each region under an account of the region's.
 *
 * @param name as a person calls it, such as {@code TGI container}
 * @param repository its repository
 * @param tag its tag
 * @param accounts who holds the repository, by region
 */
public record PublishedImage(
    String name, String repository, String tag, Map<String, String> accounts) {
  public PublishedImage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(tag, "tag");
    accounts = Map.copyOf(accounts);
  }
}
