package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.stop.Report;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm start}: undoes {@code slm stop}, and a budget's stop. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description =
        "Starts what `slm stop` or a budget has stopped, as its template says. May be repeated.")
public final class StartCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  public StartCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Report report = cloud.brakes().start();
    terminal.out().print(json ? CloudJson.text(report.json()) : report.text());
    terminal.out().flush();
    terminal.say(
        report.running()
            ? "running; on the GPU lanes the first requests wait for a copy of the model"
            : "not everything runs; run ./slm start again in a minute, or ./slm explain");
    return report.running() ? ExitCode.OK : ExitCode.NO;
  }
}
