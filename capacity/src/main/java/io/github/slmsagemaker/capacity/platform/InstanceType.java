package io.github.slmsagemaker.capacity.platform;

import java.util.Objects;
import java.util.Optional;

/**
 * An instance with one graphics card.
 *
 * @param name as SageMaker writes it, such as {@code ml.g5.xlarge}
 * @param card name of the card
 * @param generation of its processors
 * @param cardMib memory that the card reports, in MiB
 * @param gigabytesPerSecond bandwidth of that memory, in 10^9 bytes a second
 * @param hourlyPrice price of an hour as an endpoint; empty where none was found
 * @param source where all but the price was read
 */
public record InstanceType(
    String name,
    String card,
    Generation generation,
    int cardMib,
    int gigabytesPerSecond,
    Optional<Price> hourlyPrice,
    String source) {
  public InstanceType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(card, "card");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(hourlyPrice, "hourlyPrice");
    Objects.requireNonNull(source, "source");
    if (cardMib < 1 || gigabytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "cardMib is %d and gigabytesPerSecond %d, expected at least 1"
              .formatted(cardMib, gigabytesPerSecond));
    }
  }

  /** Generations of processors, by what they compute in. */
  public enum Generation {
    /** Neither bf16 nor fp8. */
    TURING("Turing", "neither in bf16 nor in fp8"),
    /** Not fp8. */
    AMPERE("Ampere", "not in fp8"),
    /** All that an engine asks for. */
    ADA("Ada", "");

    private final String word;
    private final String lacks;

    Generation(String word, String lacks) {
      this.word = word;
      this.lacks = lacks;
    }

    /** Its maker's name for it. */
    public String word() {
      return word;
    }

    /** What it does not compute in, in words; empty where it lacks nothing. */
    public String lacks() {
      return lacks;
    }
  }

  /** Memory of the card in bytes. */
  public long cardBytes() {
    return (long) cardMib << 20;
  }
}
