package io.github.slmsagemaker.capacity;

import java.util.OptionalLong;

/**
 * Whether image and start are possible on the serverless lane, where weights lie in the image.
 *
 * @param weights bytes of weights
 * @param base bytes of the image below them; empty where they are not known
 * @param limit bytes that an image may have
 * @param bytesPerSecond how fast the weights must arrive for the start to be in time; how fast they
 *     do arrive, AWS does not say
 */
public record ImageFit(long weights, OptionalLong base, long limit, long bytesPerSecond) {
  /** Whether it fits, as far as the base is known. */
  public boolean fits() {
    return room() >= 0;
  }

  /** Bytes that are left for the base or, where that is known, beside it. */
  public long room() {
    return limit - weights - base.orElse(0);
  }
}
