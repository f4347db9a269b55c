package io.github.slmsagemaker.deployment.reader;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What came of reading settings.
 *
 * @param value what they mean; empty where that cannot be told
 * @param problems all that is wrong with them, a sentence each
 */
public record Reading<T>(Optional<T> value, List<String> problems) {
  public Reading {
    Objects.requireNonNull(value, "value");
    problems = List.copyOf(problems);
    if (value.isEmpty() && problems.isEmpty()) {
      throw new IllegalArgumentException("no value and no problem");
    }
  }

  /** The same, looked at once more. */
  public Reading<T> checked(Function<T, Optional<String>> check) {
    return new Reading<>(
        value, Stream.concat(problems.stream(), value.flatMap(check).stream()).toList());
  }

  /**
   * What they mean.
   *
   * @throws InvalidSettings naming every problem
   */
  public T orThrow() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return value.orElseThrow();
  }
}
