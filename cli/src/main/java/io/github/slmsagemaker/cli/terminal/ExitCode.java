package io.github.slmsagemaker.cli.terminal;

/** What the process says to the shell; above 2 as in BSD's sysexits.h. */
public final class ExitCode {
  public static final int OK = 0;

  /** The answer is no, or the machine does not allow it. */
  public static final int NO = 1;

  /** The options make no sense. */
  public static final int USAGE = 2;

  /** A defect of ours. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
