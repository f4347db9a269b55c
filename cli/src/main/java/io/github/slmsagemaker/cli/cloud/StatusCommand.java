package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.explain.Explanation;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm status}: what there is of a deployment. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Says what exists of the deployment, in which state and since when, and whether it is"
            + " stopped. Changes nothing. Ends with 1 where something is not as it should be.")
public final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  public StatusCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Explanation found = cloud.examine();
    terminal.out().print(json ? CloudJson.text(found.json()) : found.status());
    terminal.out().flush();
    terminal.say(found.firstLine());
    return found.well() ? ExitCode.OK : ExitCode.NO;
  }
}
