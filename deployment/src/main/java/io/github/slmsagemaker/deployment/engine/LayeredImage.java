package io.github.slmsagemaker.deployment.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * An image on processors: our layer, with the weights, over an engine's.
 *
 * @param target stage of our build file
 * @param argument name of the build argument for the image below
 * @param key the setting that names another image below
 * @param wanted what that must be, where none is published that would do
 * @param below what is below, in words for a person who asks for its size
 * @param whole whether all of the image below goes into ours
 * @param tokenizer whether the model's tokenizer goes into it too
 * @param remembers whether what conversations begin with can be read while it is built
 */
public record LayeredImage(
    String target,
    String argument,
    String key,
    Optional<String> wanted,
    String below,
    boolean whole,
    boolean tokenizer,
    boolean remembers) {
  public LayeredImage {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(argument, "argument");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(below, "below");
  }
}
