package io.github.slmsagemaker.cli.doctor;

import java.util.List;
import java.util.Optional;

/** Programs of this machine. */
@FunctionalInterface
public interface Programs {
  /**
   * Runs one that says something and ends.
   *
   * @return what it wrote; empty where there is no such program or it failed
   */
  Optional<String> says(List<String> command);
}
