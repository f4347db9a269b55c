package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.stop.Report;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm stop}: nothing is asked of the model any more, and nothing is kept for it. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description =
        "Stops the deployment without deleting it: the invoker takes no request, and on the GPU"
            + " lanes no copy of the model stays. Clients get 503 deployment_stopped until"
            + " `slm start`. Requests that have begun end by themselves. May be repeated: what is"
            + " stopped stays so.")
public final class StopCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  public StopCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Report report = cloud.brakes().stop();
    terminal.out().print(json ? CloudJson.text(report.json()) : report.text());
    terminal.out().flush();
    terminal.say(
        report.stopped()
            ? "stopped; clients get 503 deployment_stopped; whoever may do this may start it again:"
                + " ./slm start"
            : "not everything is stopped; run ./slm stop again, or delete it by ./slm destroy");
    return report.stopped() ? ExitCode.OK : ExitCode.NO;
  }
}
