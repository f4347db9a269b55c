package io.github.slmsagemaker.cli.terminal;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the options, quoting no value that may be a key. */
public final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    failure
        .getCommandLine()
        .getErr()
        .printf("slm: %s; see %s --help%n", explanation(failure).replace('\n', ' '), command);
    return ExitCode.USAGE;
  }

  private static String explanation(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      return first.startsWith("-")
          ? "unknown option " + first.replaceFirst("=.*", "")
          : "an argument that no option takes";
    }
    return String.valueOf(failure.getMessage());
  }
}
