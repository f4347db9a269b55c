package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.capacity.platform.BaseImage;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Deployment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether image and start are possible on the serverless lane, where weights lie in the image.
 *
 * @param weights bytes of weights
 * @param beginning bytes of the state behind what conversations begin with
 * @param base bytes of the image below them; empty where they are not known
 * @param limit bytes that an image may have
 * @param bytesPerSecond how fast the weights must arrive for the start to be in time; how fast they
 *     do arrive, AWS does not say
 */
public record ImageFit(
    long weights, long beginning, OptionalLong base, long limit, long bytesPerSecond) {
  /** The image of a deployment; empty where no weights lie in one. */
  public static Optional<ImageFit> of(Deployment deployment, Platform platform) {
    long weights = Shapes.fileBytes(deployment);
    return deployment.where(
        (_, host) ->
            Optional.of(
                new ImageFit(
                    weights,
                    HeadStart.of(deployment).map(HeadStart::bytes).orElse(0L),
                    host.image().whole() ? size(deployment, platform) : OptionalLong.empty(),
                    platform.serverless().imageBytes(),
                    weights / Timers.SERVERLESS_COLD_START.toSeconds())),
        (_, _) -> Optional.empty());
  }

  private static OptionalLong size(Deployment deployment, Platform platform) {
    return platform.image(deployment.engine()).map(BaseImage::bytes).orElse(OptionalLong.empty());
  }

  /** Whether it fits, as far as the base is known. */
  public boolean fits() {
    return room() >= 0;
  }

  /** Bytes that are left for the base or, where that is known, beside it. */
  public long room() {
    return limit - weights - beginning - base.orElse(0);
  }
}
