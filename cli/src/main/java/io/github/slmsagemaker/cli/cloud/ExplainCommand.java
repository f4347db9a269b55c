package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.explain.Explanation;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm explain}: why a deployment is not well, and what to do. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says in its first line why the deployment is not well and what to do, then what it is"
            + " made of and what AWS and the container said. Also while CloudFormation rolls back,"
            + " and after a stack is gone. Changes nothing. Ends with 1 where something is not as"
            + " it should be.")
public final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  public ExplainCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Explanation found = cloud.examine();
    terminal.out().print(json ? CloudJson.text(found.json()) : found.text());
    terminal.out().flush();
    return found.well() ? ExitCode.OK : ExitCode.NO;
  }
}
