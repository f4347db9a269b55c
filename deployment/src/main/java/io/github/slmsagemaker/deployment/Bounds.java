package io.github.slmsagemaker.deployment;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a whole number may be.
 *
 * @param least the least
 * @param most the most; empty where there is none
 * @param unit what it counts, with a space before it; blank for nothing that has a name
 * @param because why there is a most, as the end of a sentence
 */
public record Bounds(int least, OptionalInt most, String unit, String because) {

  static Bounds of(int least, int most, String unit, String because) {
    return new Bounds(least, OptionalInt.of(most), unit, because);
  }

  static Bounds atLeast(int least, String unit) {
    return new Bounds(least, OptionalInt.empty(), unit, "");
  }

  /** The same with another most. */
  Bounds upTo(int other) {
    return of(least, other, unit, because);
  }

  /** What is wrong with a value. */
  public Optional<String> problem(String name, int value) {
    return value >= least && value <= most.orElse(Integer.MAX_VALUE)
        ? Optional.empty()
        : Optional.of("%s is %d%s, expected %s%s".formatted(name, value, unit, this, because));
  }

  /** The range, as a person reads it. */
  @Override
  public String toString() {
    return most.isPresent() ? "%d to %d".formatted(least, most.getAsInt()) : "at least " + least;
  }

  /**
   * Throws if there is any problem.
   *
   * @throws IllegalArgumentException naming every problem
   */
  public static void require(Collection<Optional<String>> problems) {
    String all = problems.stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(all);
    }
  }
}
