package io.github.slmsagemaker.capacity.platform;

import java.util.Objects;

/**
 * What somebody charged.
 *
 * @param dollars US dollars for one unit
 * @param asOf when, as far as the source says
 * @param source where it was read
 */
public record Price(double dollars, String asOf, String source) {
  public Price {
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(source, "source");
    if (!(dollars > 0)) {
      throw new IllegalArgumentException("dollars is " + dollars + ", expected more than 0");
    }
  }
}
