package io.github.slmsagemaker.cli.cdk;

import java.nio.file.Path;
import java.util.List;

/** Runs a command to its end in the foreground. */
@FunctionalInterface
public interface Processes {
  /**
   * Starts a command that shares standard input and error with this process, and waits for it. What
   * it writes to standard output goes to standard error, since ours is for a shell to read.
   *
   * @param folder where it runs
   * @param command program and arguments
   * @return its exit status; 128 + the signal's number where a signal ended it
   * @throws CdkFailure where there is no such program
   */
  int run(Path folder, List<String> command);
}
