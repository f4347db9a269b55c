package io.github.slmsagemaker.cli.account;

/** A public registry, asked without credentials. */
@FunctionalInterface
public interface ImageRegistry {
  /**
   * Whether it has an image.
   *
   * @param repository such as {@code deep-learning-containers/llama-cpp}
   * @param reference a tag, or {@code sha256:...}
   * @throws AccountFailure where it cannot be asked
   */
  boolean has(String repository, String reference);
}
