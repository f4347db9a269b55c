package io.github.slmsagemaker.capacity.platform;

import java.util.Objects;
import java.util.Optional;

/**
 * An instance with one graphics card.
 *
 * @param name as SageMaker writes it, such as {@code ml.g5.xlarge}
 * @param card name of the card
 * @param cardMib memory that the card reports, in MiB
 * @param gigabytesPerSecond bandwidth of that memory, in 10^9 bytes a second
 * @param hourlyPrice price of an hour as an endpoint; empty where none was found
 * @param source where all but the price was read
 */
public record InstanceType(
    String name,
    String card,
    int cardMib,
    int gigabytesPerSecond,
    Optional<Price> hourlyPrice,
    String source) {
  public InstanceType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(card, "card");
    Objects.requireNonNull(hourlyPrice, "hourlyPrice");
    Objects.requireNonNull(source, "source");
    if (cardMib < 1 || gigabytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "cardMib is %d and gigabytesPerSecond %d, expected at least 1"
              .formatted(cardMib, gigabytesPerSecond));
    }
  }

  /** Memory of the card in bytes. */
  public long cardBytes() {
    return (long) cardMib << 20;
  }
}
