package io.github.slmsagemaker.invoker.calls;

import java.time.Duration;
import java.util.Objects;

/**
 * What is left of a limit.
 *
 * @param limit tokens of a whole window
 * @param remaining tokens that are neither used nor reserved
 * @param reset until the next window begins
 */
public record Allowance(long limit, long remaining, Duration reset) {
  public Allowance {
    Objects.requireNonNull(reset, "reset");
  }
}
