package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.capacity.Platform;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment takes from its account. The keys are those of {@code ./slm deploy -c}; whether
 * their values make sense together is said there.
 *
 * @param lane where the model runs
 * @param memoryMb memory of a serverless endpoint
 * @param concurrency requests that the endpoint works on at once
 * @param instanceType what the GPU lanes run on
 * @param imageUri an image that is there already
 * @param baseImage what an image is built from
 * @param dockerBuild whether it is built on this machine
 */
public record Needs(
    Lane lane,
    int memoryMb,
    int concurrency,
    String instanceType,
    Optional<String> imageUri,
    String baseImage,
    boolean dockerBuild) {
  /**
   * Reads the keys that matter here.
   *
   * @throws IllegalArgumentException if a value cannot be read
   */
  public static Needs of(Map<String, String> context) {
    String word = context.getOrDefault("lane", Lane.SERVERLESS.word());
    Lane lane =
        Lane.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "lane is '" + word + "', expected serverless, gpu or always-on"));
    return new Needs(
        lane,
        number(context, "memoryMb", Configuration.DEFAULT_MEMORY_MB),
        number(context, "maxConcurrency", Configuration.usualConcurrency(lane)),
        context.getOrDefault("instanceType", Configuration.DEFAULT_INSTANCE_TYPE),
        Optional.ofNullable(context.get("imageUri")),
        context.getOrDefault("tgiImage", context.getOrDefault("engineImage", publishedImage())),
        context.getOrDefault("imageBuild", "codebuild").equals("docker"));
  }

  boolean serverless() {
    return lane == Lane.SERVERLESS;
  }

  /** Whether the deployment makes an image; the GPU lanes take theirs as AWS publishes it. */
  boolean buildsImage() {
    return serverless() && imageUri.isEmpty();
  }

  private static String publishedImage() {
    return Platform.load().image(EngineKind.LLAMA_CPP).orElseThrow().name();
  }

  private static int number(Map<String, String> context, String key, int otherwise) {
    String value = context.get(key);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "%s is '%s', expected a whole number".formatted(key, value), notOne);
    }
  }
}
