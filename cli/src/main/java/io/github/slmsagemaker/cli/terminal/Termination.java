package io.github.slmsagemaker.cli.terminal;

import io.github.slmsagemaker.local.LocalStack;

/** How long a running stack is kept. */
public interface Termination {
  /** From now on the stack is closed when somebody ends the process. */
  void watch(LocalStack stack);

  /**
   * Blocks until the watched stack is closed.
   *
   * @return the exit code
   */
  int await();
}
